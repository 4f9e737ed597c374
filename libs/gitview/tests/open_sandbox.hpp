#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <ostream>

#include "gitview/repository.hpp"
#include "gitview_testing/git_sandbox.hpp"

namespace gitview {

using gitview_testing::deleted;
using gitview_testing::Edit;
using gitview_testing::Executable;
using gitview_testing::Gitlink;
using gitview_testing::GitSandbox;
using gitview_testing::Symlink;
using gitview_testing::TemporaryDirectory;

inline void PrintTo(const Oid& oid, std::ostream* out) { *out << oid.hex(); }

inline Repository open(const std::filesystem::path& start, const std::map<std::string, std::string>& environment = {}) {
  auto repository = Repository::discover(start, environment);
  if (!repository) throw std::runtime_error(repository.error().what + ": " + repository.error().where);
  return std::move(*repository);
}

inline Repository open(const GitSandbox& sandbox) { return open(sandbox.root()); }

// The value, or a test that fails with what was reported instead.
template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().what + ": " + result.error().where);
  return std::move(*result);
}

template <class T>
std::optional<Failure> failure_of(const Result<T>& result) {
  return result ? std::nullopt : std::optional(result.error());
}

template <class T>
std::optional<FailureKind> kind_of(const Result<T>& result) {
  return result ? std::nullopt : std::optional(result.error().kind);
}

}  // namespace gitview
