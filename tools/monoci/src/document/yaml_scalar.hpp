#pragma once

#include <string_view>

#include "document/document.hpp"

namespace monoci {

// The type of a plain (unquoted) scalar, and its text in one spelling. GitLab reads YAML 1.1 with Ruby's Psych, so
// `yes`, `no`, `on` and `off` are booleans in any case of letters, and `y` and `n` are not. Numbers are only those
// that every reader takes for the same number: `0755`, `1_000`, `12:30:45`, `0x1F`, `1e3` and dates are text, because
// Psych would turn them into something that nobody wrote.
struct PlainScalar {
  ValueType type;
  std::string_view text;
};

PlainScalar read_plain_scalar(std::string_view text);

}  // namespace monoci
