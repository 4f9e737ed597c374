// The graph of a uv workspace in a form that uv's answer and monoci's can both be brought into.
#pragma once

#include <expected>
#include <filesystem>
#include <set>
#include <string>

#include "gitview_testing/temporary_directory.hpp"
#include "support/workspace_text.hpp"

namespace monoci {

struct UvGraph {
  std::set<std::string> members;   // directories
  std::set<std::string> projects;  // with what path sources reach
  // "libs/a[x] -> libs/b". An extra that asks for others of the same package has what those have, an extra without any
  // requirement is its package, and who asks for an extra asks for the package too.
  std::set<std::string> edges;
  bool operator==(const UvGraph&) const = default;
};

std::string told(const UvGraph& graph);

// The real uv, with a home of its own: neither the machine's settings nor its cache play a part.
class UvProgram {
 public:
  // What `uv workspace metadata` says in a directory below `top`; paths are seen from `top`. The error is what uv said.
  std::expected<UvGraph, std::string> graph_of(const std::filesystem::path& top, const RepoPath& root,
                                               const Texts& options = {}) const;

 private:
  gitview_testing::TemporaryDirectory home_;
};

// uv knows neither build requirements nor what monoci declares.
UvGraph graph_of(const Workspace& workspace, const RepoPath& root);

}  // namespace monoci
