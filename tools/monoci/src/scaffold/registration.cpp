#include "scaffold/registration.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "document/toml_edit.hpp"
#include "ecosystem/ecosystem.hpp"
#include "scaffold/cmake_lists.hpp"
#include "scaffold/code_owners.hpp"
#include "workspace/manifests.hpp"
#include "workspace/member_globs.hpp"

namespace monoci {

namespace {

struct Root {
  const ManifestWriting* lists;
  RepoPath directory;
  Manifest manifest;

  RepoPath file() const { return directory.child(lists->manifest_file); }
};

class Registration {
 public:
  Registration(const RegistrationRequest& request, const FileTree& tree, const Workspace& workspace,
               const FileTexts& texts)
      : request_(request), tree_(tree), links_(tree), workspace_(workspace), texts_(texts) {}

  std::expected<std::vector<EditedFile>, Diagnostics> run() {
    if (!request_.members_only) add_owner();
    if (!request_.members_only && has_file("CMakeLists.txt")) add_to_cmake();
    for (const auto& ecosystem : ecosystems()) {
      if (ecosystem.writing == nullptr) continue;
      if (has_file(ecosystem.writing->manifest_file))
        join_workspace(*ecosystem.writing);
      else
        keep_out_of_workspaces(*ecosystem.writing);
    }
    if (problems_.has_errors()) return std::unexpected(std::move(problems_));
    return std::move(edits_);
  }

 private:
  bool has_file(std::string_view name) const { return tree_.type(request_.directory.child(name)).has_value(); }
  void add_owner();
  void add_to_cmake();
  void join_workspace(const ManifestWriting& lists);
  void keep_out_of_workspaces(const ManifestWriting& lists);
  std::vector<Root> roots_around(const ManifestWriting& lists) const;
  bool is_member() const;
  bool is_named(const Root& root) const;  // by a pattern of its members
  void add_member(const Root& root);
  template <class Edit>
  void edit(const RepoPath& file, const Edit& change);

  std::string seen_from(const Root& root) const {
    return request_.directory.str().substr(root.directory.below_prefix().size());
  }

  const RegistrationRequest& request_;
  const FileTree& tree_;
  Links links_;
  const Workspace& workspace_;
  const FileTexts& texts_;
  std::vector<EditedFile> edits_;
  Diagnostics problems_;
};

// A second edit of a file goes on from the first.
template <class Edit>
void Registration::edit(const RepoPath& file, const Edit& change) {
  const auto known = std::ranges::find(edits_, file, &EditedFile::path);
  auto text = known == edits_.end() ? texts_(file) : Result<SourceText>(SourceText{file.str(), known->after});
  Result<std::string> after = text ? change(*text) : std::unexpected(text.error());
  if (!after) return problems_.add(after.error());
  if (*after == text->text) return;
  if (known == edits_.end())
    edits_.push_back({file, text->text, std::move(*after)});
  else
    known->after = std::move(*after);
}

void Registration::add_owner() {
  for (const auto place : kCodeOwnersPlaces) {
    const auto file = RepoPath::parse(place).value();
    if (tree_.type(file) != EntryType::file) continue;
    return edit(file, [&](const SourceText& text) -> Result<std::string> {
      auto owner = request_.owner.empty() ? owners_of(text.text, request_.directory) : request_.owner;
      if (owner.empty()) owner = request_.author;
      return with_owned_directory(text.text, request_.directory, owner);
    });
  }
}

void Registration::add_to_cmake() {
  const auto file = RepoPath().child("CMakeLists.txt");
  if (request_.directory.is_root() || tree_.type(file) != EntryType::file) return;
  edit(file, [&](const SourceText& text) -> Result<std::string> {
    return with_subdirectory(text.text, request_.directory).value_or(text.text);
  });
}

// The manifests above the directory that are roots, or projects that can become one; the nearest first.
std::vector<Root> Registration::roots_around(const ManifestWriting& lists) const {
  std::vector<Root> roots;
  ManifestCache cache;
  Manifests manifests(links_, cache);
  for (auto directory = request_.directory; !directory.is_root();) {
    directory = directory.parent();
    const auto* found = manifests.in(directory, *ecosystem_of_manifest(lists.manifest_file));
    const auto* manifest = found == nullptr ? nullptr : found->manifest;
    if (manifest != nullptr && manifest->managed && (manifest->workspace || manifest->is_project))
      roots.push_back({&lists, directory, *manifest});
  }
  return roots;
}

// Of a workspace around it; a stand-alone project is its own one.
bool Registration::is_member() const {
  const auto* project = workspace_.find({request_.directory});
  return project != nullptr &&
         std::ranges::any_of(project->roots, [&](const RepoPath& root) { return root != request_.directory; });
}

void Registration::join_workspace(const ManifestWriting& lists) {
  if (is_member()) return;
  const auto roots = roots_around(lists);
  const auto workspace =
      std::ranges::find_if(roots, [](const Root& root) { return root.manifest.workspace.has_value(); });
  if (workspace != roots.end()) return add_member(*workspace);
  // As `uv init` does in the directory of a project. Where several stand alone, one more may.
  const auto others = workspace_.projects.size() - workspace_.projects.count({request_.directory});
  if (!roots.empty() && others < 2) add_member(roots.front());
}

bool Registration::is_named(const Root& root) const {
  return root.manifest.workspace &&
         std::ranges::any_of(root.manifest.workspace->members, [&](const SpottedText& pattern) {
           return names_directory(links_, root.directory, pattern.text, request_.directory);
         });
}

void Registration::add_member(const Root& root) {
  const auto path = seen_from(root);
  for (const auto& pattern : root.manifest.workspace ? root.manifest.workspace->exclude : std::vector<SpottedText>{}) {
    if (!Excluded(root.directory, {pattern}).contains(request_.directory)) continue;
    if (pattern.text != path)
      return problems_.error(fmt::format("`{}` keeps `{}` out of the workspace", pattern.text, quoted_if_odd(path)),
                             pattern.spot, "choose another place, or take the pattern out of `exclude`");
    edit(root.file(), [&](const SourceText& text) { return remove_from_toml_list(text, root.lists->exclude, path); });
  }
  if (!is_named(root))
    edit(root.file(), [&](const SourceText& text) { return add_to_toml_list(text, root.lists->members, path); });
}

// A project of another language: its tools would look for a manifest in every directory that a pattern names.
void Registration::keep_out_of_workspaces(const ManifestWriting& lists) {
  for (const auto& root : roots_around(lists)) {
    if (!is_named(root)) continue;
    if (Excluded(root.directory, root.manifest.workspace.value().exclude).contains(request_.directory)) continue;
    edit(root.file(), [&](const SourceText& text) { return add_to_toml_list(text, lists.exclude, seen_from(root)); });
  }
}

}  // namespace

std::expected<std::vector<EditedFile>, Diagnostics> registration(const RegistrationRequest& request,
                                                                 const FileTree& tree, const Workspace& workspace,
                                                                 const FileTexts& texts) {
  return Registration(request, tree, workspace, texts).run();
}

}  // namespace monoci
