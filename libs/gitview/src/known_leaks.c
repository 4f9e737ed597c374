/* For the sanitizer build only. libgit2 1.5 with PCRE2 leaks the match data of every regular expression, and its
 * revision parser uses some: about 20 KiB for a name that is no reference. */

const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *__lsan_default_suppressions(void) { return "leak:libpcre2\n"; }

/* stderr belongs to the program, whose tests compare it. */
const char *__lsan_default_options(void) { return "print_suppressions=0"; }
