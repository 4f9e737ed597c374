#include "init/tool_access.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "init/shell_word.hpp"
#include "init/tool_ways.hpp"

namespace monoci {

namespace {

// Of the projects of a workspace, that many may go their own way before all go the one that serves everybody.
constexpr std::size_t kOneIn = 5;

// Where the repository's own pipelines install all extras, tests mostly need them.
ToolAccess access_by(const Way& way, const Survey& survey, const SurveyedProject& project) {
  const auto* root = survey.manifest(project.root);
  if (!survey.words.all_extras || (root != nullptr && root->conflicting_extras))
    return {options_of(way), label_of(way)};
  auto wider = way;
  if (way.through == Way::Through::extra) wider = {way.all_packages, Way::Through::nothing, false, ""};
  return {options_of(wider) + " --all-extras", label_of(wider)};
}

bool has_work(const SurveyedProject& project, Tool tool) {
  if (tool == Tool::pytest) return project.has_tests;
  const bool is_checker = tool == Tool::mypy || tool == Tool::pyright || tool == Tool::ty;
  return !is_checker || project.has_python;
}

// The projects of one workspace, with their ways to one tool.
using Travellers = std::map<const SurveyedProject*, Ways>;

std::size_t served_by(const Way& way, const Travellers& all) {
  return static_cast<std::size_t>(
      std::ranges::count_if(all, [&](const auto& each) { return each.second.contains(way); }));
}

// The plainest way that serves all of them, or nearly all.
std::optional<Way> common_way(const Travellers& all, bool all_packages) {
  Ways known;
  for (const auto& [project, ways] : all) known.insert(ways.begin(), ways.end());
  std::erase_if(known, [&](const Way& way) { return way.all_packages != all_packages; });
  for (const std::size_t may_miss : {std::size_t{0}, all.size() / kOneIn})
    for (const auto& way : known)
      if (all.size() - served_by(way, all) <= may_miss) return way;
  return {};
}

// The ways of one workspace's projects. Who cannot go the common way to one tool installs all packages for all tools:
// there are then two sorts of projects, not one for every choice of tools.
class WorkspaceWays {
 public:
  void add(const SurveyedProject& project, Tool tool, Ways ways) { ways_[tool].emplace(&project, std::move(ways)); }

  using Choice = std::map<std::pair<const SurveyedProject*, Tool>, Way>;
  Choice choose() const {
    Choice chosen;
    const auto others = those_without_common_way();
    for (const auto& [tool, all] : ways_) {
      const auto common = common_way(all, false), everything = common_way(all, true);
      for (const auto& [project, ways] : all) {
        const auto& wanted = others.contains(project) ? everything : common;
        chosen.emplace(std::pair(project, tool), wanted && ways.contains(*wanted) ? *wanted : *ways.begin());
      }
    }
    return chosen;
  }

 private:
  std::set<const SurveyedProject*> those_without_common_way() const {
    std::set<const SurveyedProject*> others;
    for (const auto& [tool, all] : ways_) {
      const auto common = common_way(all, false);
      for (const auto& [project, ways] : all)
        if (!common || !ways.contains(*common)) others.insert(project);
    }
    return others;
  }

  std::map<Tool, Travellers> ways_;
};

}  // namespace

ToolAccesses::ToolAccesses(const Survey& survey) {
  for (const auto& project : survey.projects)
    if (project.is_hidden) not_found_.insert(project.root);
  std::map<RepoPath, WorkspaceWays> workspaces;
  for (const auto& row : tool_rows()) {
    for (const auto& project : survey.projects)
      if (auto ways = ways_to(survey, project, row.tool); !ways.empty() && has_work(project, row.tool))
        workspaces[project.root].add(project, row.tool, std::move(ways));
  }
  for (const auto& [root, workspace] : workspaces)
    for (const auto& [who, way] : workspace.choose())
      accesses_.emplace(std::pair(who.first->id.directory, who.second), access_by(way, survey, *who.first));
}

std::string ToolAccesses::run_in(const SurveyedProject& project) const {
  const std::string plain = R"(uv run --directory="$MONOCI_PROJECT")";
  const auto word = shell_word(project.root);
  if (!word || !not_found_.contains(project.root) || project.id.directory == project.root) return plain;
  const auto root = project.root.is_root() ? "" : "/" + *word;
  return fmt::format(R"({} --project="$PWD{}" --package="$MONOCI_PACKAGE")", plain, root);
}

const ToolAccess* ToolAccesses::find(const RepoPath& project, Tool tool) const {
  const auto found = accesses_.find({project, tool});
  return found == accesses_.end() ? nullptr : &found->second;
}

std::optional<std::string> group_with(const Survey& survey, const RepoPath& directory, Tool tool) {
  const auto* facts = survey.manifest(directory);
  if (facts == nullptr || !facts->tools.contains(tool)) return {};
  std::vector<std::string> groups;
  for (const auto& place : facts->tools.at(tool))
    if (place.holder == Holder::group) groups.push_back(place.name);
  if (groups.empty()) return {};
  const auto hint = row_of(tool).group_hint;  // the smaller group, where there is one for it
  const auto meant = std::ranges::find_if(groups, [&](const auto& name) { return name.contains(hint); });
  return meant == groups.end() ? groups.front() : *meant;
}

}  // namespace monoci
