#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/program.hpp"

namespace monoci_testing {

// The report of the pipeline for the last commit of the repository.
inline nlohmann::json report_of_last_commit(const gitview_testing::GitSandbox& repository) {
  const auto result = run_monoci(repository, {"generate", "--base", "HEAD~1", "--no-uncommitted", "--output",
                                              "../child.yml", "--report", "../report.json"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  std::ifstream file(repository.root().parent_path() / "report.json");
  return nlohmann::json::parse(file);
}

// The jobs of projects in that pipeline, in its order.
inline std::vector<std::string> jobs_of_last_commit(const gitview_testing::GitSandbox& repository) {
  const auto report = report_of_last_commit(repository);
  std::vector<std::string> names;
  for (const auto& job : report["jobs"])
    if (!job["project"].is_null()) names.push_back(job["name"]);
  return names;
}

}  // namespace monoci_testing
