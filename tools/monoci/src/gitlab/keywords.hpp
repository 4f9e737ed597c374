#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace monoci {

// GitLab's own keys at the top of a file: one list for whoever reads templates, names jobs or judges what is written.

// What is never a job, whatever it looks like. `default` and `workflow` are read as jobs where they look like one.
constexpr std::array<std::string_view, 8> kNeverJobs = {"after_script", "before_script", "cache",  "image",
                                                        "include",      "services",      "stages", "variables"};

// What GitLab, of whatever version, takes for something else than the name of a job.
constexpr std::array<std::string_view, 13> kKeywords = {
    "after_script", "before_script", "cache",  "default", "image",     "include", "pages",
    "services",     "spec",          "stages", "types",   "variables", "workflow"};

// Stages that no list names: before and after all others.
constexpr std::string_view kFirstStage = ".pre", kLastStage = ".post";
// Those of a file that lists none, in this order.
constexpr std::array<std::string_view, 3> kUsualStages = {"build", "test", "deploy"};
// The stage of a job that names none.
constexpr std::string_view kUsualStage = "test";

constexpr bool is_among(std::span<const std::string_view> all, std::string_view one) {
  return std::ranges::find(all, one) != all.end();
}

}  // namespace monoci
