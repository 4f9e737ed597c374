#include "scaffold/move_project.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "base/quoted.hpp"
#include "document/toml_edit.hpp"
#include "scaffold/cmake_lists.hpp"
#include "scaffold/code_owners.hpp"
#include "scaffold/free_place.hpp"
#include "scaffold/moved_paths.hpp"
#include "scaffold/moved_texts.hpp"
#include "scaffold/planned_tree.hpp"
#include "scaffold/same_otherwise.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

namespace {

using Line = std::pair<RepoPath, int>;

// Lines that name a path outside their project, by whether something is there.
std::set<Line> naming_lines(const Workspace& workspace, const FileTree& tree, bool is_there) {
  std::set<Line> lines;
  const auto add = [&](const Spot& spot, const RepoPath& path) {
    const auto file = RepoPath::parse(spot.file.str());
    if (file && spot.line > 0 && tree.type(path).has_value() == is_there) lines.emplace(*file, spot.line);
  };
  for (const auto& [id, project] : workspace.projects)
    for (const auto& input : project.outside) add(input.from, input.path);
  for (const auto& each : workspace.named_above)
    for (const auto& path : each.path.leads_to) add(each.path.from, path);
  return lines;
}

class Moving {
 public:
  Moving(const ProjectId& project, const RepoPath& to, const Surroundings& around)
      : project_(*around.workspace.find(project)), move_{project.directory, to}, around_(around) {}

  std::expected<TreeEdits, Diagnostics> run() {
    if (may_move()) {
      edits_.moved = move_;
      mend_lists();
      mend_manifests();
      mend_links();
      keep_membership();
      keep_kind();
      prove();
    }
    if (problems_.has_errors()) return std::unexpected(std::move(problems_));
    note_mentions();
    return std::move(edits_);
  }

 private:
  using Edit = std::function<Result<std::string>(const SourceText&)>;

  bool may_move();
  std::optional<RepoPath> submodule_inside() const;
  void mend_lists();
  void mend_manifests();
  void mend_links();
  void keep_membership();
  void keep_kind();
  void prove();
  void note_mentions();
  std::vector<std::string> lost_paths(const FileTree& planned) const;
  Result<SourceText> text_of(const RepoPath& path) const;
  void edit(const RepoPath& path_before, const Edit& change);
  Workspace read(Diagnostics& problems) const {
    return read_workspace(PlannedTree(around_.tree, edits_), config_, around_.cache, problems);
  }

  const Project& project_;
  const MovedDirectory move_;
  const Surroundings& around_;
  Config config_ = around_.workspace.config;
  TreeEdits edits_;
  Workspace after_;
  Diagnostics problems_;
};

bool Moving::may_move() {
  const auto from = quoted_if_odd(move_.from.str());
  if (move_.from.is_root())
    problems_.error("the project at the root of the repository cannot be moved", {},
                    "its files are those of no other project");
  else if (project_.submodule)
    problems_.error(fmt::format("`{}` is a submodule", from), {}, "`git mv` moves it, with its entry in .gitmodules");
  else if (const auto inner = submodule_inside(); inner)
    problems_.error(fmt::format("`{}` holds the submodule `{}`", from, quoted_if_odd(inner->str())), {},
                    "`git mv` moves submodules, with their entries in .gitmodules");
  else if (move_.from.contains(move_.to))
    problems_.error(fmt::format("`{}` lies in the project itself", quoted_if_odd(move_.to.str())), {},
                    "choose another place");
  else
    check_free_place(move_.to, around_.tree, "choose another place", problems_);
  return !problems_.has_errors();
}

std::optional<RepoPath> Moving::submodule_inside() const {
  for (const auto& path : around_.tree.index().submodules())
    if (move_.from.contains(path)) return path;
  return std::nullopt;
}

// As the plan has it so far, by its path afterwards.
Result<SourceText> Moving::text_of(const RepoPath& path) const {
  const auto known = std::ranges::find(edits_.edits, path, &EditedFile::path);
  if (known != edits_.edits.end()) return SourceText{path.str(), known->after};
  auto text = around_.texts(path_before(move_, path));
  if (text) text->file = path.str();
  return text;
}

void Moving::edit(const RepoPath& before, const Edit& change) {
  const auto path = moved_path(move_, before);
  auto text = text_of(path);
  if (text) text->file = before.str();  // relative paths in it were written there
  const auto after = text ? change(*text) : std::unexpected(text.error());
  if (!after) return problems_.add(after.error());
  if (*after == text->text) return;
  const auto known = std::ranges::find(edits_.edits, path, &EditedFile::path);
  if (known == edits_.edits.end())
    edits_.edits.push_back({path, text->text, *after});
  else
    known->after = *after;
}

void Moving::mend_lists() {
  const auto is_file = [&](const RepoPath& path) { return around_.tree.type(path) == EntryType::file; };
  for (const auto place : kCodeOwnersPlaces) {
    const auto file = RepoPath::parse(place).value();
    if (!is_file(file)) continue;
    edit(file, [&](const SourceText& text) -> Result<std::string> {
      return with_moved_directory(text.text, move_.from, move_.to);
    });
    break;
  }
  if (const auto cmake = RepoPath().child("CMakeLists.txt"); is_file(cmake))
    edit(cmake, [&](const SourceText& text) -> Result<std::string> {
      return with_moved_subdirectory(text.text, move_.from, move_.to);
    });
  if (const auto config = RepoPath().child("monoci.yaml"); is_file(config)) {
    edit(config, [&](const SourceText& text) { return moved_in_config(move_, text); });
    if (const auto text = text_of(config); text && !problems_.has_errors())
      if (auto now = read_config(*text, problems_)) config_ = std::move(*now);
  }
}

void Moving::mend_manifests() {
  std::set<std::pair<RepoPath, const Ecosystem*>> places;
  for (const auto& [id, project] : around_.workspace.projects) {
    if (project.submodule) continue;
    for (const auto name : project.ecosystems) places.emplace(id.directory, ecosystem_named(name));
    const auto settings = id.directory.child(kProjectFile);
    if (around_.tree.type(settings) == EntryType::file)
      edit(settings, [&](const SourceText& text) { return moved_in_settings(move_, text); });
  }
  for (const auto& set : around_.workspace.member_sets) places.emplace(set.root, ecosystem_named(set.ecosystem));
  for (const auto& [directory, ecosystem] : places) {
    for (const auto& names : {ecosystem->manifest_files, ecosystem->companion_files})
      for (const auto name : names)
        if (const auto file = directory.child(name); around_.tree.type(file) == EntryType::file)
          edit(file, [&](const SourceText& text) { return moved_in_manifest(move_, *ecosystem, text); });
  }
}

void Moving::mend_links() {
  for (const auto& link : around_.tree.index().links()) {
    const auto target = around_.tree.read(link);
    const auto text = target ? moved_relative(move_, link.parent(), *target) : std::nullopt;
    if (text) edits_.edited_links.push_back({moved_path(move_, link), *target, *text});
  }
}

void Moving::keep_membership() {
  if (problems_.has_errors()) return;
  Diagnostics unheeded;
  const auto trial = read(unheeded);
  const bool was_alone = project_.roots.contains(move_.from);
  if (was_alone || project_.roots.empty()) return;
  const FileTexts texts = [&](const RepoPath& path) { return text_of(path); };
  const PlannedTree tree(around_.tree, edits_);
  auto missing = registration({move_.to, "", "", true}, tree, trial, texts);
  if (!missing) return problems_.append(missing.error());
  for (auto& each : *missing) {
    const auto known = std::ranges::find(edits_.edits, each.path, &EditedFile::path);
    if (known != edits_.edits.end())
      known->after = std::move(each.after);
    else
      edits_.edits.push_back(std::move(each));
  }
}

// A place may stand for another kind; a project keeps its own.
void Moving::keep_kind() {
  if (problems_.has_errors()) return;
  Diagnostics unheeded;
  const auto trial = read(unheeded);
  const auto* project = trial.find({move_.to});
  if (project == nullptr || project->kind == project_.kind) return;
  const auto settings = move_.from.child(kProjectFile);
  if (around_.tree.type(settings) == EntryType::file)
    edit(settings, [&](const SourceText& text) -> Result<std::string> {
      const bool ends = text.text.empty() || text.text.ends_with('\n');
      return text.text + (ends ? "" : "\n") + fmt::format("kind: {}\n", project_.kind);
    });
  else if (project_.manifest)
    edit(*project_.manifest, [&](const SourceText& text) {
      return add_toml_key(text, {"tool", "monoci"}, "kind", toml_quoted(project_.kind));
    });
}

void Moving::prove() {
  if (problems_.has_errors()) return;
  Diagnostics after;
  after_ = read(after);
  if (after.has_errors()) problems_.append(after);
  check_same_but_moved(around_.workspace, after_, project_.id, {move_.to}, problems_);
}

// Settings of tools, container files and scripts are not mended: what led somewhere and does not any more is told.
std::vector<std::string> Moving::lost_paths(const FileTree& planned) const {
  constexpr std::size_t kMostLost = 40;
  std::set<Line> led;
  for (const auto& [file, line] : naming_lines(around_.workspace, around_.tree, true))
    led.emplace(moved_path(move_, file), line);
  std::vector<std::string> lost;
  for (const auto& [file, line] : naming_lines(after_, planned, false)) {
    if (!led.contains({file, line}) || lost.size() == kMostLost) continue;
    const auto text = planned.read(file);
    std::string_view rest = text ? std::string_view(*text) : std::string_view();
    for (int skipped = 1; skipped < line && !rest.empty(); ++skipped)
      rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
    lost.push_back(
        fmt::format("{}:{}: {}", quoted_if_odd(file.str()), line, one_line(rest.substr(0, rest.find('\n')))));
  }
  return lost;
}

void Moving::note_mentions() {
  const PlannedTree planned(around_.tree, edits_);
  const auto lost = lost_paths(planned);
  if (!lost.empty())
    edits_.notes.push_back(
        fmt::format("These lines name a path that leads nowhere now; mend them:\n  {}\n", fmt::join(lost, "\n  ")));
  auto mentions = mentions_of(move_.from, after_, planned);
  std::erase_if(mentions, [&](const std::string& line) { return std::ranges::find(lost, line) != lost.end(); });
  std::string note;
  for (const auto& line : mentions) note += "  " + line + "\n";
  if (!note.empty())
    edits_.notes.push_back(fmt::format("These lines still name `{}`; see whether they mean the project:\n{}",
                                       quoted_if_odd(move_.from.str()), note));
  const auto has_lock = [&](const MemberSet& set) { return around_.tree.type(set.lock).has_value(); };
  if (std::ranges::any_of(around_.workspace.member_sets, has_lock))
    edits_.notes.push_back("Lock files name the old place until `uv lock` is run.");
}

}  // namespace

std::expected<TreeEdits, Diagnostics> move_project(const ProjectId& project, const RepoPath& to,
                                                   const Surroundings& around) {
  return Moving(project, to, around).run();
}

}  // namespace monoci
