// What `monoci init` makes of a tree, as short texts.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "init/init_plan.hpp"
#include "support/workspace_text.hpp"

namespace monoci::testing_init {

inline Survey surveyed(const Files& files, RepositoryFacts facts = {}) {
  ReadCache cache;
  return survey(tree_of(files), cache, std::move(facts)).value();
}

inline InitPlan planned(const Files& files, RepositoryFacts facts = {}) {
  return plan_init(surveyed(files, std::move(facts)));
}

inline std::string file_in(const InitPlan& plan, std::string_view path) {
  const auto found = std::ranges::find(plan.edits.files, at(path), &NewFile::path);
  return found == plan.edits.files.end() ? "" : found->content;
}

// The commands of a project's jobs, in the order of its templates: "lint: uvx ruff check -- ...".
inline Texts commands(const InitPlan& plan, std::string_view project) {
  Texts texts;
  for (const auto& kind : plan.kinds) {
    if (std::ranges::find(kind.projects, at(project)) == kind.projects.end()) continue;
    for (const auto& path : kind.templates) {
      std::istringstream lines(file_in(plan, path.str()));
      std::string job, line;
      for (bool in_script = false; std::getline(lines, line);) {
        if (line.ends_with(':') && line.front() != ' ') job = line;
        if (in_script && line.starts_with("    - ")) texts.push_back(job + " " + line.substr(6));
        in_script = line == "  script:" || (in_script && line.starts_with("    - "));
      }
    }
  }
  return texts;
}

// "lib: libs/*", in order.
inline Texts kinds(const InitPlan& plan) {
  Texts texts;
  for (const auto& kind : plan.kinds) {
    texts.push_back(kind.name + ":");
    for (const auto& path : kind.paths) texts.back() += " " + path;
  }
  return texts;
}

inline bool says(const InitPlan& plan, std::string_view words) {
  return std::ranges::any_of(plan.edits.notes, [&](const auto& note) { return note.contains(words); });
}

}  // namespace monoci::testing_init
