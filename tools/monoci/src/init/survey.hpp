// What `monoci init` sees of a repository, as plain data: nothing here says what to write.
#pragma once

#include <expected>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "init/existing_pipeline.hpp"
#include "init/signs.hpp"
#include "workspace/read_workspace.hpp"

namespace monoci {

struct ContainerFile {
  std::string name;  // Dockerfile or Containerfile
  BuildContext context = BuildContext::project;
};

struct SurveyedProject {
  ProjectId id;
  RepoPath root;  // of its workspace; its own directory when it stands alone
  std::optional<Habit> habit;
  bool has_manifest = false;
  bool is_hidden = false;  // a project in between keeps its tool from finding the workspace from here
  bool has_python = false, has_tests = false, has_sql = false, has_src = false;  // has_src: code in src/
  bool has_tests_directory = false;                                              // tests/ at its top
  std::vector<std::string> code;  // directories below it that are Python packages, by name; not tests, not docs
  std::optional<ContainerFile> container;
  std::optional<ModelFacts> models;
  std::string_view kind;  // that its ecosystem says; empty for none
};

// Where projects are looked for; empty lists and false where monoci finds them by itself.
struct ProjectChoice {
  bool all = false;                 // also those that are members of no workspace
  std::vector<RepoPath> lone;       // which is because of these
  std::vector<RepoPath> specimens;  // test data that is kept out
  std::vector<RepoPath> models;     // directories of models, in which nobody else sees projects
};

// What git knows and the files do not say.
struct RepositoryFacts {
  std::optional<std::string> default_branch;
  std::set<RepoPath> ignored;  // of places_to_write
};

struct Survey {
  RepositoryFacts facts;
  RepoPath template_directory;
  ProjectChoice choice;
  Config config;                                               // what the choice means
  std::vector<SurveyedProject> projects;                       // by directory
  std::map<RepoPath, ManifestFacts> manifests;                 // of projects and workspace roots, by directory
  std::map<std::pair<RepoPath, Tool>, ToolSettings> settings;  // by directory that says them
  std::map<RepoPath, bool> locks;                              // workspace root → whether its lock is there
  CiWords words;
  std::optional<ExistingPipeline> pipeline;
  std::optional<int> python;               // 3.x that the repository's root asks for
  std::map<RepoPath, std::string> taken;   // files that are there where `init` might write, with their texts
  std::vector<RepoPath> root_tests;        // test files that no project owns
  std::vector<RepoPath> runners;           // tox.ini, noxfile.py: other programs run the tests
  std::vector<RepoPath> lone_containers;   // container files that no project has at its top
  std::map<RepoPath, std::string> beside;  // other package managers: directory → pnpm, npm, …

  const ManifestFacts* manifest(const RepoPath& directory) const;
  const ToolSettings* settings_of(Tool tool, const RepoPath& directory) const;
};

// The work tree as it is, without monoci.yaml. The error is every fault that keeps the projects from being known.
std::expected<Survey, Diagnostics> survey(const FileTree& tree, ReadCache& cache, RepositoryFacts facts);

}  // namespace monoci
