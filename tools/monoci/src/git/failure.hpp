#pragma once

#include <utility>

#include "base/diagnostic.hpp"
#include "gitview/failure.hpp"

namespace monoci {

Diagnostic to_diagnostic(const gitview::Failure& failure);

template <class T>
Result<T> to_result(gitview::Result<T> answer) {
  if (!answer) return std::unexpected(to_diagnostic(answer.error()));
  return std::move(*answer);
}

}  // namespace monoci
