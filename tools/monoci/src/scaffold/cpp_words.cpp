#include <string>

#include "scaffold/reserved_names.hpp"

namespace monoci {

namespace {

// Words between single spaces.
constexpr std::string_view kKeywords =
    " alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t char8_t class "
    "co_await co_return co_yield compl concept const const_cast consteval constexpr constinit continue decltype "
    "default delete do double dynamic_cast else enum explicit export extern false float for friend goto if inline int "
    "long mutable namespace new noexcept not not_eq nullptr operator or or_eq private protected public register "
    "reinterpret_cast requires return short signed sizeof static static_assert static_cast std struct switch template "
    "this thread_local throw true try typedef typeid typename union unsigned using virtual void volatile wchar_t while "
    "xor xor_eq ";

constexpr std::string_view kTargets =
    " all clean depend edit_cache help install list_install_components package package_source rebuild_cache test ";

// Found by compiling `namespace NAME {}` for every word in the headers of libstdc++, glibc and GoogleTest. Left out:
// variants for other types (sinf, fopen64) and what has an underscore.
constexpr std::string_view kNames =
    " "
    "a64l abi abort abs access acct acos acosh adjtime alarm alloca arc4random asctime asin asinh asprintf assert "
    "atan atan2 atanh atexit atof atoi atol basename bcmp bcopy bindtextdomain brk bsearch btowc bzero c16rtomb "
    "c32rtomb c8rtomb calloc canonicalize cbrt ceil chdir chmod chown chroot clearenv clearerr clock clone close "
    "closefrom confstr copysign cos cosh crypt ctermid ctime cuserid daddl daemon daylight dcgettext dcngettext "
    "ddivl dfmal dgettext difftime div dmull dngettext dprintf drand48 drem dsqrtl dsubl dup dup2 dup3 duplocale "
    "dysize eaccess ecvt endusershell environ erand48 erf erfc errno euidaccess execl execle execlp execv execve "
    "execveat execvp execvpe exit exp exp10 exp2 expm1 fabs faccessat fadd fchdir fchmod fchmodat fchown fchownat "
    "fclose fcloseall fcvt fdatasync fdim fdiv fdopen feclearexcept fedisableexcept feenableexcept fegetenv "
    "fegetexcept fegetexceptflag fegetmode fegetround feholdexcept feof feraiseexcept ferror fesetenv fesetexcept "
    "fesetexceptflag fesetmode fesetround fetestexcept fetestexceptflag feupdateenv fexecve fflush ffma ffs fgetc "
    "fgetpos fgets fgetwc fgetws fileno finite flockfile floor fma fmax fmaximum fmaxmag fmemopen fmin fminimum "
    "fminmag fmod fmul fopen fopencookie fork fpathconf fprintf fputc fputs fputwc fputws fread free freelocale "
    "freopen frexp fromfp fromfpx fscanf fseek fseeko fsetpos fsqrt fstat fstatat fsub fsync ftell ftello "
    "ftruncate ftrylockfile funlockfile futimens futimes futimesat fwide fwprintf fwrite fwscanf gamma gcvt getc "
    "getchar getcpu getcwd getdate getdelim getdomainname getdtablesize getegid getentropy getenv geteuid getgid "
    "getgroups gethostid gethostname getitimer getline getloadavg getlogin getopt getpagesize getpass getpayload "
    "getpgid getpgrp getpid getppid getpt getresgid getresuid getsid getsubopt gettext gettid gettimeofday getuid "
    "getumask getusershell getw getwc getwchar getwd gmtime grantpt gsignal hypot i386 ilogb imaxabs imaxdiv index "
    "initstate isalnum isalpha isascii isatty isblank iscanonical iscntrl isctype isdigit iseqsig isgraph isinff "
    "isinfl islower isnanf isnanl isprint ispunct issignaling isspace isupper iswalnum iswalpha iswblank iswcntrl "
    "iswctype iswdigit iswgraph iswlower iswprint iswpunct iswspace iswupper iswxdigit isxdigit iszero itimerspec "
    "itimerval j0 j1 jn jrand48 kill killpg l64a labs lchmod lchown lcong48 lconv ldexp ldiv lgamma link linkat "
    "linux llabs lldiv llogb llrint llround localeconv localtime lockf log log10 log1p log2 logb longjmp lrand48 "
    "lrint lround lseek lstat lutimes malloc mblen mbrlen mbrtoc8 mbrtowc mbsinit mbsnrtowcs mbsrtowcs mbstowcs "
    "mbtowc memccpy memchr memcmp memcpy memfrob memmem memmove mempcpy memrchr memset mkdir mkdirat mkdtemp "
    "mkfifo mkfifoat mknod mknodat mkostemp mkostemps mkstemp mkstemps mktemp mktime modf mrand48 nan nanosleep "
    "nearbyint newlocale nextafter nextdown nexttoward nextup ngettext nice nrand48 obstack optarg opterr optind "
    "optopt pathconf pause pclose perror pipe pipe2 popen pow pread printf profil pselect psiginfo psignal ptsname "
    "putc putchar putenv puts putw putwc putwchar pwrite qecvt qfcvt qgcvt qsort raise rand random rawmemchr read "
    "readlink readlinkat realloc reallocarray realpath regcomp regerror regexec regfree remainder remove remquo "
    "rename renameat renameat2 revoke rewind rindex rint rmdir round roundeven rpmatch rusage sbrk scalb scalbln "
    "scalbn scanf seed48 select setbuf setbuffer setdomainname setegid setenv seteuid setgid sethostid sethostname "
    "setitimer setjmp setlinebuf setlocale setlogin setns setpayload setpayloadsig setpgid setpgrp setregid "
    "setresgid setresuid setreuid setsid setstate settimeofday setuid setusershell setvbuf sigaction sigaddset "
    "sigaltstack sigandset sigblock sigcontext sigdelset sigemptyset sigevent sigfillset siggetmask sighold "
    "sigignore siginterrupt sigisemptyset sigismember siglongjmp signal signgam significand sigorset sigpause "
    "sigpending sigprocmask sigqueue sigrelse sigreturn sigset sigsetmask sigstack sigsuspend sigtimedwait sigval "
    "sigwait sigwaitinfo sin sincos sinh sleep snprintf sprintf sqrt srand srand48 srandom sscanf ssignal stat "
    "statx stderr stdin stdout stpcpy stpncpy strcasecmp strcasestr strcat strchr strchrnul strcmp strcoll strcpy "
    "strcspn strdup strerror strfromd strfromf strfroml strfry strftime strlen strncasecmp strncat strncmp strncpy "
    "strndup strnlen strpbrk strptime strrchr strsep strsignal strspn strstr strtod strtof strtoimax strtok strtol "
    "strtold strtoq strtoul strtoumax strtouq strverscmp strxfrm swab swprintf swscanf symlink symlinkat sync "
    "syncfs syscall sysconf system tan tanh tcgetpgrp tcsetpgrp tempnam textdomain tgamma tgkill time timegm "
    "timelocal timespec timeval timex timezone tm tmpfile tmpnam toascii tolower totalorder totalordermag toupper "
    "towctrans towlower towupper trunc truncate ttyname ttyslot tzname tzset ualarm ufromfp ufromfpx uint ulong "
    "umask ungetc ungetwc unix unlink unlinkat unlockpt unsetenv unshare uselocale ushort usleep utimensat utimes "
    "valloc vasprintf vdprintf vfork vfprintf vfscanf vfwprintf vfwscanf vhangup vprintf vscanf vsnprintf vsprintf "
    "vsscanf vswprintf vswscanf vwprintf vwscanf wait wait3 wait4 waitid waitpid wcpcpy wcpncpy wcrtomb wcscasecmp "
    "wcscat wcschr wcschrnul wcscmp wcscoll wcscpy wcscspn wcsdup wcsftime wcslen wcsncasecmp wcsncat wcsncmp "
    "wcsncpy wcsnlen wcsnrtombs wcspbrk wcsrchr wcsrtombs wcsspn wcsstr wcstod wcstof wcstoimax wcstok wcstol "
    "wcstold wcstombs wcstoq wcstoul wcstoumax wcstouq wcswcs wcswidth wcsxfrm wctob wctomb wctrans wctype wcwidth "
    "wmemchr wmemcmp wmemcpy wmemmove wmempcpy wmemset wprintf write wscanf y0 y1 yn ";

bool is_in(std::string_view words, std::string_view word) {
  return words.find(" " + std::string(word) + " ") != std::string_view::npos;
}

}  // namespace

bool is_cpp_keyword(std::string_view word) { return is_in(kKeywords, word); }

bool is_c_name(std::string_view word) { return is_in(kNames, word); }

bool is_cmake_target(std::string_view word) { return is_in(kTargets, word); }

}  // namespace monoci
