#include "git/failure.hpp"

#include <fmt/format.h>

#include "base/quoted.hpp"

namespace monoci {

Diagnostic to_diagnostic(const gitview::Failure& failure) {
  Diagnostic diagnostic;
  const bool says_where = failure.where.empty() || failure.what.contains(failure.where);
  diagnostic.what = says_where ? failure.what : fmt::format("{}: `{}`", failure.what, quoted_if_odd(failure.where));
  diagnostic.hint = failure.hint;
  return diagnostic;
}

}  // namespace monoci
