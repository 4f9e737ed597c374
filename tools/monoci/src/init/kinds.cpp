#include "init/kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace monoci {

namespace {

// What a requirement says of a project whose directory says nothing.
struct Trait {
  std::string_view package, kind;
};
constexpr Trait kTraits[] = {{"dagster", "pipeline"}, {"apache-airflow", "pipeline"}, {"prefect", "pipeline"}};

bool is_around_others(const Survey& survey, const SurveyedProject& project) {
  const auto& place = project.id.directory;
  return project.root == place && std::ranges::any_of(survey.projects, [&](const SurveyedProject& other) {
           return other.id != project.id && (other.root == place || (place.is_root() && !other.models));
         });
}

std::string word_for(const Survey& survey, const SurveyedProject& project) {
  if (!project.kind.empty()) return std::string(project.kind);
  if (project.habit && project.habit->decided) return std::string(project.habit->kind);
  if (is_around_others(survey, project)) return "root";
  const auto* manifest = project.habit ? nullptr : survey.manifest(project.id.directory);
  if (manifest != nullptr)
    for (const auto& trait : kTraits)
      if (manifest->dependencies.contains(std::string(trait.package))) return std::string(trait.kind);
  return project.container ? "service" : "lib";  // what has an image is deployed
}

using Templates = std::vector<RepoPath>;

constexpr std::size_t kExceptionIn = 4;  // fewer than one in so many

// `pytest-all-packages.yml` calls the tool `pytest`.
std::set<std::string> tools_of(const Templates& templates) {
  std::set<std::string> tools;
  for (const auto& path : templates) tools.emplace(path.name().substr(0, path.name().find_first_of("-.")));
  return tools;
}

// What tells a kind from the one that most projects of its word are of: a tool, else how tools are called, else its
// only project.
std::string difference(const InitKind& main, const InitKind& other) {
  if (other.templates.empty()) return "no-jobs";
  const auto main_tools = tools_of(main.templates), tools = tools_of(other.templates);
  if (main_tools.contains("pytest") != tools.contains("pytest"))
    return tools.contains("pytest") ? "tested" : "untested";
  for (const auto& tool : tools)
    if (!main_tools.contains(tool)) return "with-" + tool;
  for (const auto& tool : main_tools)
    if (!tools.contains(tool)) return "without-" + tool;
  const bool needs_all =
      std::ranges::any_of(other.templates, [](const RepoPath& path) { return path.str().contains("all-packages"); });
  if (needs_all) return "all-packages";
  const auto only = RepoPath().child(other.projects.front().name());
  return other.projects.size() == 1 ? shell_word(only).value_or("other") : "other";
}

class KindChooser {
 public:
  KindChooser(const Survey& survey, const TemplateChoice& templates) : survey_(survey), templates_(templates) {}

  std::vector<InitKind> run() {
    std::map<std::string, std::map<Templates, std::vector<RepoPath>>> by_word;
    for (const auto& project : survey_.projects) {
      const auto found = templates_.of_project.find(project.id.directory);
      const auto& templates = found == templates_.of_project.end() ? Templates{} : found->second;
      by_word[word_for(survey_, project)][templates].push_back(project.id.directory);
    }
    for (const auto& [word, by_templates] : by_word) add_word(word, by_templates);
    give_patterns(survey_, kinds_);
    return std::move(kinds_);
  }

 private:
  void add_word(const std::string& word, const std::map<Templates, std::vector<RepoPath>>& by_templates) {
    std::vector<InitKind> kinds;
    for (const auto& [templates, projects] : by_templates) kinds.push_back({word, {}, templates, projects, false, ""});
    const auto usual = usual_of(kinds);
    std::ranges::iter_swap(kinds.begin(), usual);
    for (auto& kind : kinds) {
      kind.is_usual = &kind == &kinds.front();
      kind.name = free_name(kind.is_usual ? word : word + "-" + difference(kinds.front(), kind));
    }
    remark_untested(kinds);
    std::ranges::move(kinds, std::back_inserter(kinds_));
  }

  // The one with the most jobs, so that the next project lacks none; unless it is an exception.
  static std::vector<InitKind>::iterator usual_of(std::vector<InitKind>& kinds) {
    std::size_t all = 0;
    for (const auto& kind : kinds) all += kind.projects.size();
    return std::ranges::max_element(kinds, {}, [&](const InitKind& kind) {
      const bool is_exception = kind.projects.size() * kExceptionIn < all;
      return std::pair(is_exception ? 0 : kind.templates.size(), kind.projects.size());
    });
  }

  static void remark_untested(std::vector<InitKind>& kinds) {
    const auto tests = [](const InitKind& kind) { return tools_of(kind.templates).contains("pytest"); };
    const auto tested = std::ranges::find_if(kinds, tests);
    if (tested == kinds.end()) return;
    for (auto& kind : kinds)
      if (!tests(kind)) kind.remark = fmt::format("no job for tests: `{}` has one", tested->name);
  }

  std::string free_name(const std::string& wanted) {
    auto name = wanted;
    for (int number = 2; !names_.insert(name).second; ++number) name = fmt::format("{}-{}", wanted, number);
    return name;
  }

  const Survey& survey_;
  const TemplateChoice& templates_;
  std::vector<InitKind> kinds_;
  std::set<std::string> names_;
};

}  // namespace

std::vector<InitKind> choose_kinds(const Survey& survey, const TemplateChoice& templates) {
  return KindChooser(survey, templates).run();
}

}  // namespace monoci
