#include "scaffold/new_project.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/quoted.hpp"
#include "document/toml_edit.hpp"
#include "ecosystem/ecosystem.hpp"
#include "scaffold/free_place.hpp"
#include "scaffold/new_project_steps.hpp"
#include "scaffold/planned_tree.hpp"
#include "scaffold/project_name.hpp"
#include "scaffold/same_otherwise.hpp"
#include "workspace/declared_edges.hpp"
#include "workspace/settings.hpp"

namespace monoci {

namespace {

constexpr std::string_view kSettings = "monoci.project.yaml";

// Whatever line says so: an edit above it moves it.
bool is_the_same(const Diagnostic& one, const Diagnostic& other) {
  const auto file = [](const Diagnostic& each) { return each.where ? each.where->file : FileName(); };
  return one.what == other.what && file(one) == file(other);
}

class NewProject {
 public:
  NewProject(const ProjectTemplate& from, const NewRequest& request, const Surroundings& around)
      : from_(from), request_(request), around_(around) {}

  std::expected<TreeEdits, Diagnostics> run() {
    prepare() && make() && enroll() && connect() && prove();
    if (problems_.has_errors()) return std::unexpected(std::move(problems_));
    return std::move(edits_);
  }

 private:
  // Each says whether to go on.
  bool prepare();
  bool make();
  bool enroll();
  bool connect();
  bool prove();

  std::string fitting_kind() const;
  void settle_kind(const Workspace& trial);
  void check_requirements();
  void use(const std::string& words, const Project& project);
  void link(const LinkRequest& request, const Workspace& trial);
  Workspace read(const FileTree& tree, Diagnostics& problems) const {
    return read_workspace(tree, around_.workspace.config, around_.cache, problems);
  }
  NewFile* file(std::string_view name);
  NewFile* written_manifest();
  bool good() const { return !problems_.has_errors(); }

  const ProjectTemplate& from_;
  const NewRequest& request_;
  const Surroundings& around_;
  ProjectId id_;
  ScaffoldWords words_;
  TreeEdits edits_;
  Diagnostics problems_;
};

NewFile* NewProject::file(std::string_view name) {
  const auto found = std::ranges::find(edits_.files, id_.directory.child(name), &NewFile::path);
  return found == edits_.files.end() ? nullptr : &*found;
}

// The manifest that the template brings along, where monoci can write in it.
NewFile* NewProject::written_manifest() {
  for (const auto& ecosystem : ecosystems()) {
    auto* manifest = ecosystem.writing != nullptr ? file(ecosystem.writing->manifest_file) : nullptr;
    if (manifest != nullptr) return manifest;
  }
  return nullptr;
}

bool NewProject::prepare() {
  const auto directory = wanted_directory(from_.scaffold, around_.workspace.config, request_, problems_);
  if (directory) id_ = {*directory};
  words_ = scaffold_words(from_.scaffold, request_, id_.directory, problems_);
  if (!directory) return false;
  words_["kind"] = fitting_kind();
  check_free_place(id_.directory, around_.tree, "choose another name, or --in DIR", problems_);
  check_project_name({request_.name, package_of(request_), id_.directory, from_.scaffold.ecosystem}, around_.workspace,
                     problems_);
  return good();
}

// The template's kind where this repository has it; else that of the place, or for what no Python job could build, one
// that usually has no jobs.
std::string NewProject::fitting_kind() const {
  const auto& scaffold = from_.scaffold;
  if (!unknown_kind(around_.workspace, scaffold.kind)) return scaffold.kind;
  Diagnostics none;
  return scaffold.ecosystem == kCMake ? "tool" : kind_of(id_.directory, {}, around_.workspace.config, none);
}

bool NewProject::make() {
  edits_.directory = id_.directory;
  render_template(from_, words_, id_.directory, edits_, problems_);
  check_requirements();
  return good();
}

// A library called pytest, with tests that need the real one. What asks for its own extras is fine.
void NewProject::check_requirements() {
  for (const auto& ecosystem : ecosystems()) {
    ManifestTexts texts;
    for (const auto& names : {ecosystem.manifest_files, ecosystem.companion_files})
      for (const auto name : names)
        if (const auto* written = file(name)) texts.push_back({written->path.str(), written->content});
    Diagnostics unheeded;
    const auto manifest = texts.empty() ? std::nullopt : ecosystem.read_manifest(texts, unheeded);
    for (const auto& each : manifest ? manifest->requirements : std::vector<Requirement>{})
      if (each.name == manifest.value().name && each.extras.empty())
        problems_.error(fmt::format("the new project requires another package called `{}`", each.name), each.spot,
                        "it would take that package's place; choose another name");
  }
}

// A project that nothing around it takes in becomes one by saying so.
bool NewProject::enroll() {
  const PlannedTree tree(around_.tree, edits_);
  Diagnostics unheeded;
  const auto trial = read(tree, unheeded);
  const auto author = request_.author;
  auto registered = registration({id_.directory, words_["owner"], author}, tree, trial, around_.texts);
  if (!registered) {
    problems_.append(registered.error());
    return false;
  }
  edits_.edits = std::move(*registered);
  const PlannedTree enrolled(around_.tree, edits_);
  auto after = read(enrolled, unheeded);
  if (after.find(id_) == nullptr && file(kSettings) == nullptr) {
    edits_.files.push_back({id_.directory.child(kSettings), "# Makes this directory a project of monoci.\n"});
    std::ranges::sort(edits_.files, {}, &NewFile::path);
    after = read(PlannedTree(around_.tree, edits_), unheeded);
  }
  settle_kind(after);
  return good();
}

// A place may stand for another kind; the project then says its own.
void NewProject::settle_kind(const Workspace& trial) {
  const auto* project = trial.find(id_);
  const auto& kind = words_["kind"];
  if (project == nullptr || project->kind == kind) return;
  if (auto* manifest = written_manifest(); manifest != nullptr && file(kSettings) == nullptr) {
    auto edited =
        add_toml_key({manifest->path.str(), manifest->content}, {"tool", "monoci"}, "kind", toml_quoted(kind));
    edited ? void(manifest->content = std::move(*edited)) : problems_.add(edited.error());
  } else if (auto* settings = file(kSettings); settings != nullptr) {
    const bool ends = settings->content.empty() || settings->content.ends_with('\n');
    settings->content += (ends ? "" : "\n") + fmt::format("kind: {}\n", kind);
  }
}

bool NewProject::connect() {
  if (request_.uses.empty() && request_.links.empty()) return true;
  const PlannedTree tree(around_.tree, edits_);
  Diagnostics unheeded;
  const auto trial = read(tree, unheeded);
  const auto* project = trial.find(id_);
  if (project == nullptr) return true;  // told below
  for (const auto& words : request_.uses) use(words, *project);
  for (const auto& each : request_.links) link(each, trial);
  return good();
}

void NewProject::use(const std::string& words, const Project& project) {
  const auto used = project_named(around_.workspace, words);
  if (!used) return problems_.add(used.error());
  const auto& other = *around_.workspace.find(*used);
  auto* manifest = written_manifest();
  auto* settings = file(kSettings);
  if (manifest == nullptr && settings == nullptr)
    return problems_.error("the template has no manifest that could name a dependency", {}, "leave --uses out");
  auto* target = manifest != nullptr ? manifest : settings;
  const SourceText text{target->path.str(), target->content};
  auto edited = manifest != nullptr ? with_dependency(text, project, other) : with_declared_dependency(text, other);
  if (!edited) return problems_.add(edited.error());
  target->content = std::move(*edited);
}

void NewProject::link(const LinkRequest& request, const Workspace& trial) {
  auto* manifest = written_manifest();
  LinkingProject project{id_.directory, {}, {}, edits_.links};
  if (manifest != nullptr) project.manifest = SourceText{manifest->path.str(), manifest->content};
  for (const auto& each : edits_.files) project.files.push_back(each.path);
  const PlannedTree tree(around_.tree, edits_);
  auto plan = plan_link(project, request, trial, tree);
  if (!plan) return problems_.append(plan.error());
  if (plan->manifest) manifest->content = std::move(*plan->manifest);
  edits_.links.push_back(std::move(plan->link));
  std::ranges::sort(edits_.links, {}, &NewLink::path);
  std::ranges::move(plan->notes, std::back_inserter(edits_.notes));
}

// The repository as it will be, held against what it is.
bool NewProject::prove() {
  Diagnostics before, after;
  read(around_.tree, before);
  const auto workspace = read(PlannedTree(around_.tree, edits_), after);
  const auto known = before.sorted();
  for (const auto& problem : after.sorted())
    if (std::ranges::none_of(known, [&](const Diagnostic& each) { return is_the_same(each, problem); }))
      problems_.error(problem.what, problem.where, problem.hint.empty() ? "nothing was written" : problem.hint);
  const auto* project = workspace.find(id_);
  if (project == nullptr)
    problems_.error(fmt::format("`{}` would be no project of the repository", quoted_if_odd(id_.str())), {},
                    "`projects.exclude` or `roots` in monoci.yaml may keep it out; choose another place");
  check_same_otherwise(around_.workspace, workspace, id_, problems_);
  if (!good()) return false;
  if (auto note = dependents_note(*project, workspace)) edits_.notes.push_back(std::move(*note));
  if (auto note = owner_note(words_["owner"], around_.tree)) edits_.notes.push_back(std::move(*note));
  const auto config_file = RepoPath().child("monoci.yaml");
  const bool has_config = around_.tree.type(config_file).has_value();
  if (auto note = jobs_note(*project, from_.scaffold.kind, workspace.config, has_config))
    edits_.notes.push_back(std::move(*note));
  if (!from_.scaffold.done.empty()) edits_.notes.push_back("Next:\n" + substitute(from_.scaffold.done, words_));
  return true;
}

}  // namespace

std::expected<TreeEdits, Diagnostics> new_project(const ProjectTemplate& from, const NewRequest& request,
                                                  const Surroundings& around) {
  return NewProject(from, request, around).run();
}

std::expected<TreeEdits, Diagnostics> finished_project(const RegistrationRequest& request, const Surroundings& around) {
  auto missing = registration(request, around.tree, around.workspace, around.texts);
  if (!missing) return std::unexpected(missing.error());
  TreeEdits edits;
  edits.edits = std::move(*missing);
  if (auto note = owner_note(request.owner, around.tree)) edits.notes.push_back(std::move(*note));
  Diagnostics unheeded, problems;
  const auto after = read_workspace(PlannedTree(around.tree, edits), around.workspace.config, around.cache, unheeded);
  check_same_otherwise(around.workspace, after, {request.directory}, problems);
  if (problems.has_errors()) return std::unexpected(std::move(problems));
  return edits;
}

}  // namespace monoci
