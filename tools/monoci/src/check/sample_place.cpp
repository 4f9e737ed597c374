#include "check/sample_place.hpp"

#include <algorithm>
#include <string_view>

namespace monoci {

namespace {

constexpr std::string_view kSamples[] = {"example",   "examples", "sample",    "samples",   "fixture",
                                         "fixtures",  "testdata", "test-data", "test_data", "golden",
                                         "snapshots", "template", "templates"};
constexpr std::string_view kTests[] = {"test", "tests"};

bool is_sample(std::string_view name) {
  return std::ranges::find(kSamples, name) != std::end(kSamples) || name.ends_with("-example") ||
         name.ends_with("-examples") || name.contains("{{");
}

bool is_test(std::string_view name) { return std::ranges::find(kTests, name) != std::end(kTests); }

}  // namespace

bool is_sample_place(const RepoPath& path) { return std::ranges::any_of(path.components(), is_sample); }

bool is_sample_project(const RepoPath& directory) {
  return is_sample_place(directory) || std::ranges::any_of(directory.components(), is_test);
}

}  // namespace monoci
