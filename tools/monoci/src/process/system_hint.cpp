#include "process/system_hint.hpp"

#include <cerrno>

namespace monoci {

std::string_view system_hint(int error) {
  switch (error) {
    case EACCES:
    case EPERM:
      return "look at the rights of it and of the directories above it";
    case EROFS:
      return "nobody can write there: choose another place";
    case ENOSPC:
    case EDQUOT:
      return "make room first";
    case ENAMETOOLONG:
      return "choose a shorter name";
    case ENOENT:
      return "it is not there; did it go away meanwhile?";
    case ENOTDIR:
      return "something above it is no directory";
    case EISDIR:
      return "it is a directory; name a file in it";
    case ELOOP:
      return "a link stands in the way: name what it leads to";
    case EINVAL:
      return "it is no ordinary file";
    case EMFILE:
    case ENFILE:
      return "too many files are open: see `ulimit -n`";
    default:
      return "try again; if it stays, the disk or the file system has a fault";
  }
}

}  // namespace monoci
