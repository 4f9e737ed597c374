"""A web server that answers what a test tells it to, and takes down what it was asked.

    http_server.py ROUTES LOG PORT_FILE [PEM_FILE]

ROUTES is a JSON list of routes, each with `method`, `path` (with its query) and `answers`: given one after the other,
the last one again and again. An answer has `status`, `headers`, `body`, `cut` (bytes of the body that are promised and
not sent) and `silent` (no answer at all). `{port}` in headers and bodies is the server's own. LOG gets one JSON object
a request. With a key and a certificate in PEM_FILE the server speaks TLS.
"""

import http.server
import json
import pathlib
import ssl
import sys
import threading
import time
from typing import Any

routes_file, log_file, port_file = (pathlib.Path(argument) for argument in sys.argv[1:4])
routes = {(route["method"], route["path"]): route["answers"] for route in json.loads(routes_file.read_text())}
lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers by the routes."""

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        request = {"method": self.command, "path": self.path, "headers": dict(self.headers), "body": body}
        with lock:
            with log_file.open("a") as log:
                log.write(json.dumps(request) + "\n")
            answers = routes.get((self.command, self.path), [{"status": 404, "body": '{"message":"404 Not Found"}'}])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer.get("silent"):
            time.sleep(30)
            return
        self.send(answer)

    def send(self, answer: dict[str, Any]) -> None:
        port = str(self.server.server_address[1])
        body = answer.get("body", "").replace("{port}", port).encode()
        self.send_response(answer.get("status", 200))
        for name, value in answer.get("headers", {}).items():
            self.send_header(name, value.replace("{port}", port))
        self.send_header("Content-Length", str(len(body) + answer.get("cut", 0)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = answer  # noqa: N815 (the names that the library calls)

    def log_message(self, *_: object) -> None:
        """Says nothing: the log is a file."""


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True


server = Server(("127.0.0.1", 0), Handler)
if len(sys.argv) > 4:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(sys.argv[4])
    server.socket = tls.wrap_socket(server.socket, server_side=True)
unfinished = port_file.with_suffix(".new")
unfinished.write_text(str(server.server_address[1]))
unfinished.rename(port_file)
server.serve_forever()
