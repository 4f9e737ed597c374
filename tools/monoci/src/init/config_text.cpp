#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/literal_pattern.hpp"
#include "base/quoted.hpp"
#include "document/yaml_text.hpp"
#include "init/init_texts.hpp"
#include "init/project_choice.hpp"

namespace monoci {

namespace {

constexpr std::size_t kNamedAtMost = 3;

// "libs/a, libs/b, libs/c and 4 more": for a comment, so on one line whatever the names hold.
std::string a_few_of(const std::vector<RepoPath>& paths) {
  std::vector<std::string> names;
  for (const auto& path : paths)
    if (names.size() < kNamedAtMost) names.push_back(quoted_if_odd(path.str()));
  const auto more = paths.size() - names.size();
  return fmt::format("{}{}", fmt::join(names, ", "), more == 0 ? "" : fmt::format(" and {} more", more));
}

std::string list_of(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  for (const auto& text : texts) quoted.push_back(quoted_yaml(text));
  constexpr std::size_t kWidth = 100;
  const auto line = fmt::format(" [{}]", fmt::join(quoted, ", "));
  if (line.size() <= kWidth) return line;
  return fmt::format("\n      - {}", fmt::join(quoted, "\n      - "));
}

std::vector<std::string> patterns_of(const std::vector<RepoPath>& paths) {
  std::vector<std::string> patterns;
  for (const auto& path : paths) patterns.push_back(pattern_of(path));
  return patterns;
}

std::string projects_text(const ProjectChoice& choice) {
  std::string text;
  if (choice.all)
    text += fmt::format("discover: all # also what is a member of no workspace: {}\n", a_few_of(choice.lone));
  if (!choice.specimens.empty() || !choice.models.empty()) text += "projects:\n";
  if (!choice.specimens.empty())
    text += fmt::format(
        "  # They look like test data, with manifests of their own: files of the projects around them.\n  exclude:{}\n",
        list_of(patterns_of(choice.specimens)));
  if (!choice.models.empty())
    text += fmt::format("  # dbt projects, which have no pyproject.toml.\n  include:{}\n",
                        list_of(patterns_of(choice.models)));
  return text;
}

std::string kind_text(const InitKind& kind) {
  std::vector<std::string> templates;
  for (const auto& path : kind.templates) templates.push_back(path.str());
  const auto remark = kind.remark.empty() ? "" : " # " + kind.remark;
  auto text = fmt::format("  {}:{}\n    paths:{}\n", kind.name, remark, list_of(kind.paths));
  if (templates.empty()) return text + "    jobs: [] # no tool was found for it\n";
  return text + fmt::format("    jobs:{}\n", list_of(templates));
}

std::string inputs_text(const TemplateChoice& templates) {
  std::vector<std::string> tools;
  for (const auto& [tool, jobs] : templates.jobs) tools.push_back(fmt::format("{}: [{}]", tool, fmt::join(jobs, ", ")));
  auto text = std::string(tools.empty() ? "# inputs:\n" : "inputs:\n");
  if (!tools.empty())
    text += fmt::format("  tools: {{ {} }} # a change of a tool's settings runs these jobs alone\n",
                        fmt::join(tools, ", "));
  return text +
         "#   ignore: [\"**/*.md\"] # only if no test and no build reads them: a change there then runs nothing\n";
}

}  // namespace

std::string config_text(const Survey& survey, const std::vector<InitKind>& kinds, const TemplateChoice& templates) {
  std::string text =
      "# Which projects there are, and which jobs each gets. `monoci list` shows them, `monoci check` looks after this "
      "file.\nversion: 1\n";
  if (survey.facts.default_branch)
    text +=
        fmt::format("default_branch: {} # what a branch is compared with\n", quoted_yaml(*survey.facts.default_branch));
  text += projects_text(survey.choice);
  text += "kinds: # in order: the first that matches a project's directory; its jobs are those of its templates\n";
  for (const auto& kind : kinds) text += kind_text(kind);
  return text + inputs_text(templates);
}

}  // namespace monoci
