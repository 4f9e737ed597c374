#include "scaffold/test_data.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace monoci {

namespace {

constexpr std::string_view kTestData[] = {"fixture",   "fixtures",      "testdata",    "test-data",
                                          "test_data", "test-fixtures", "golden",      "goldens",
                                          "snapshots", "__snapshots__", "__fixtures__"};
constexpr std::string_view kTestNames[] = {"test", "tests", "testing"};
constexpr std::string_view kDataOfTests[] = {"data", "resources", "assets", "cases", "inputs"};

template <class Names>
bool is_one_of(std::string_view name, const Names& names) {
  return std::ranges::find(names, name) != std::end(names);
}

bool makes_test_data(const RepoPath& directory) {
  const auto name = directory.name();
  if (is_one_of(name, kTestData) || name.contains("{{")) return true;
  if (!is_one_of(name, kDataOfTests)) return false;
  const auto parent = directory.parent();
  return std::ranges::any_of(parent.components(), [](std::string_view each) { return is_one_of(each, kTestNames); });
}

// The highest directory on the way down that makes it test data; the root where none does.
RepoPath top_of(const RepoPath& directory) {
  RepoPath top;
  for (auto at = directory; !at.is_root(); at = at.parent())
    if (makes_test_data(at)) top = at;
  return top;
}

// A workspace that holds test data among other members means it as it is.
bool looks_like_test_data(const Project& project) {
  return !project.roots.empty() && is_test_data(project.id.directory) &&
         std::ranges::all_of(project.roots, is_test_data);
}

}  // namespace

bool is_test_data(const RepoPath& directory) { return !top_of(directory).is_root(); }

std::vector<TestData> test_data_of(const Workspace& workspace) {
  std::set<ProjectId> required;
  for (const auto& edge : workspace.edges)
    if (!looks_like_test_data(*workspace.find(edge.from.project))) required.insert(edge.to.project);
  std::map<RepoPath, std::vector<ProjectId>> by_top;
  std::set<RepoPath> shared;  // with what is none
  for (const auto& [id, project] : workspace.projects) {
    const bool counts =
        looks_like_test_data(project) && (project.stand_alone || project.guest_of) && !required.contains(id);
    if (const auto top = top_of(id.directory); counts)
      by_top[top].push_back(id);
    else if (!top.is_root())
      shared.insert(top);
  }
  std::vector<TestData> all;
  for (auto& [top, ids] : by_top) {
    if (!shared.contains(top))
      all.push_back({top, std::move(ids)});
    else
      for (const auto& id : ids) all.push_back({id.directory, {id}});
  }
  std::ranges::sort(all, {}, &TestData::directory);
  return all;
}

}  // namespace monoci
