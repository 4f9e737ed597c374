// Workspaces, edges and answers as short texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "affected/affected.hpp"
#include "support/files.hpp"
#include "workspace/read_workspace.hpp"

namespace monoci {

using Texts = std::vector<std::string>;

// A pyproject.toml. `rest` begins in the `[project]` table.
std::string package(std::string_view name, const Texts& dependencies = {}, std::string_view rest = {});
// That of a virtual workspace root. `rest` begins in the `[tool.uv.workspace]` table.
std::string root(const Texts& members, std::string_view rest = {});

// One state of a repository, read.
struct ReadFiles {
  MemoryTree tree;
  Diagnostics problems;
  Workspace workspace;
};
ReadFiles read(const Files& files);

// The same files with `discover: nearest`.
Files nearest(const Files& files);

Texts projects(const Files& files);  // directories
Texts edges(const Files& files);     // "libs/a[x] -> libs/b (extra)"
Texts problems(const Files& files);  // "libs/a/pyproject.toml:3:1: warning: what", hints left out
Texts edges(const Workspace& workspace);

Affected compare(const Files& base, const Files& head);
Texts affected(const Files& base, const Files& head);                               // directories
Texts deleted(const Files& base, const Files& head);                                // directories
Texts left(const Files& base, const Files& head);                                   // "a: why"
Texts unowned(const Files& base, const Files& head);                                // paths
Texts reasons(const Files& base, const Files& head, std::string_view project);      // "file: libs/a/x.py changed"
std::string chain(const Files& base, const Files& head, std::string_view project);  // "libs/b -> libs/a[x] -> libs/c"

}  // namespace monoci
