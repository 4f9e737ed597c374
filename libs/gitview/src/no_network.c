/* Stand-ins for libgit2's TLS, SSH and HTTP-authentication members, for the static build: gitview never talks to a
 * network, and with these symbols defined the linker leaves those members and the libraries behind them out. Without
 * them git_libgit2_init() parses the machine's whole CA bundle, which costs more than most runs. A symbol that is
 * renamed in a later libgit2 shows up as a link error, never at run time. */

int git_mbedtls_stream_global_init(void);
int git_mbedtls__set_cert_location(const char *file, const char *path);
int git_mbedtls_stream_new(void **out, const char *host, const char *port);
int git_mbedtls_stream_wrap(void **out, void *in, const char *host);
int git_transport_ssh_global_init(void);
int git_smart_subtransport_ssh(void **out, void *owner, void *parameter);
int git_transport_ssh_with_paths(void **out, void *owner, void *payload);
int git_http_auth_negotiate(void **out, const void *url);

int git_mbedtls_stream_global_init(void) { return 0; }

int git_transport_ssh_global_init(void) { return 0; }

int git_mbedtls__set_cert_location(const char *file, const char *path) {
  (void)file, (void)path;
  return -1;
}

int git_mbedtls_stream_new(void **out, const char *host, const char *port) {
  (void)out, (void)host, (void)port;
  return -1;
}

int git_mbedtls_stream_wrap(void **out, void *in, const char *host) {
  (void)out, (void)in, (void)host;
  return -1;
}

int git_smart_subtransport_ssh(void **out, void *owner, void *parameter) {
  (void)out, (void)owner, (void)parameter;
  return -1;
}

int git_transport_ssh_with_paths(void **out, void *owner, void *payload) {
  (void)out, (void)owner, (void)payload;
  return -1;
}

int git_http_auth_negotiate(void **out, const void *url) {
  (void)out, (void)url;
  return -1;
}
