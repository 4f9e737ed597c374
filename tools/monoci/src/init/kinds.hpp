#pragma once

#include <string>
#include <vector>

#include "init/templates.hpp"

namespace monoci {

struct InitKind {
  std::string name;
  std::vector<std::string> paths;  // patterns
  std::vector<RepoPath> templates;
  std::vector<RepoPath> projects;  // that it is for
  bool is_usual = false;           // of its word: what the next project of a place will be of
  std::string remark;              // for the file; empty for none
};

// Projects of one habit and with the same templates are of one kind. In order: the first kind that matches a project is
// its own.
std::vector<InitKind> choose_kinds(const Survey& survey, const TemplateChoice& templates);

// Gives each kind the patterns of its projects, and puts the kinds in an order in which each project finds its own:
// `libs/*` for the kind that most projects in libs are of, so that the next one is of that kind too, and the others by
// name before it.
void give_patterns(const Survey& survey, std::vector<InitKind>& kinds);

}  // namespace monoci
