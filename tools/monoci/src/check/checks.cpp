#include <algorithm>

#include "check/check.hpp"
#include "check/code_survey.hpp"
#include "check/rows.hpp"
#include "workspace/manifests.hpp"

namespace monoci {

namespace {

// THE TABLE: what `monoci check` looks for.
constexpr Check kChecks[] = {
    {"configuration", "`monoci.yaml` can be read, and what it names is there", &check_configuration},
    {"manifests", "manifests can be read, and uv would take them", &check_manifests},
    {"member-patterns", "a pattern of a workspace's `members` names a directory", &check_member_patterns},
    {"job-templates", "job templates can be read and fit together; none lies unused beside them", &check_job_templates},
    {"scaffolds", "templates of `monoci new` can be read, and their words, forms and patterns mean something",
     &check_scaffolds},
    {"registration", "what looks like a project is registered as one", &check_registration},
    {"dangling-links", "what a link of a project points to is there", &check_dangling_links},
    {"escaping-links", "what a link of a project points to is in the repository", &check_escaping_links},
    {"duplicate-names", "no two projects have one package name, or one slug", &check_duplicate_names},
    {"cycles", "no projects need each other in a circle; groups and extras do not count", &check_cycles},
    {"members", "uv would take the members of a workspace together", &check_members},
    {"locked-projects", "what a lock knows as a directory of the repository is a project", &check_locked_projects},
    {"boundaries", "projects use only the kinds that `boundaries` lets them use", &check_boundaries},
    {"test-data", "test data with manifests is kept from being projects", &check_test_data},
    {"lost-projects", "there is a project; what was one at the base still is, or is gone altogether",
     &check_lost_projects},
    {"undeclared-imports", "what a project imports of another, it declares", &check_undeclared_imports},
    {"optional-imports", "what it imports for types alone, or where it is there, it declares too",
     &check_optional_imports},
    {"named-paths", "paths outside a project that its files name are inputs of it", &check_named_paths},
    {"scripts", "what a script says it is run with, its project declares", &check_scripts},
    {"unowned-manifests", "a manifest that changed belongs to a project", &check_unowned_manifests},
};

}  // namespace

std::span<const Check> checks() { return kChecks; }

std::vector<Finding> check_tree(const CheckedTree& read) {
  const CodeSurvey survey(read);
  auto tree = read;
  tree.survey = &survey;
  Manifests manifests(read.links, read.cache.manifests);
  tree.manifests = &manifests;
  std::vector<Finding> findings;
  for (const auto& check : checks()) {
    Diagnostics problems;
    check.run(tree, problems);
    for (auto& problem : problems.sorted()) {
      if (!problem.where) problem.where = Spot{tree.config_file};
      findings.push_back({check.name, std::move(problem)});
    }
  }
  std::ranges::stable_sort(findings, {}, [](const Finding& finding) { return *finding.diagnostic.where; });
  return findings;
}

}  // namespace monoci
