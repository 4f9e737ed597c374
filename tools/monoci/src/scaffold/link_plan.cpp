#include "scaffold/link_plan.hpp"

#include <fmt/format.h>

#include "base/quoted.hpp"
#include "document/toml_document.hpp"
#include "ecosystem/ecosystem.hpp"
#include "scaffold/build_backends.hpp"
#include "scaffold/link_notes.hpp"
#include "scaffold/link_place.hpp"

namespace monoci {

namespace {

bool overlap(const RepoPath& one, const RepoPath& other) { return one.contains(other) || other.contains(one); }

// Links of the project that lead to what is linked, to a part of it or to what it is a part of.
std::vector<RepoPath> links_to_the_same(const LinkingProject& project, const RepoPath& place, const LinkedCode& code,
                                        const Links& links) {
  std::vector<RepoPath> same;
  const auto look_at = [&](const RepoPath& link, const std::optional<RepoPath>& to) {
    if (to && links.is_directory(*to) && !to->contains(project.directory) && overlap(*to, code.real))
      same.push_back(link);
  };
  for (const auto& link : links.tree().index().links())
    if (project.directory.contains(link) && link != place) look_at(link, links.resolve(link).real);
  for (const auto& link : project.links) {
    const auto to = link.path.parent().resolve(link.target);
    look_at(link.path, to ? links.resolve(*to).real : std::nullopt);
  }
  return same;
}

Result<std::string> with_items(SourceText manifest, const std::vector<ListItem>& items) {
  for (const auto& item : items) {
    auto edited = add_to_toml_list(manifest, item.list, item.value);
    if (!edited) return edited;
    manifest.text = std::move(*edited);
  }
  return manifest.text;
}

// The one project's manifest where monoci could write in it.
std::optional<SourceText> library_manifest(const LinkedCode& code, const Workspace& workspace, const Links& links) {
  const auto* library = workspace.find(code.library);
  if (library == nullptr || !library->manifest || !is_written(library->ecosystem)) return std::nullopt;
  const auto& real = links.resolve(*library->manifest).real;
  auto text = real ? links.tree().read(*real) : std::unexpected(Diagnostic{});
  if (!text) return std::nullopt;
  return SourceText{library->manifest->str(), std::move(*text)};
}

struct Linking {
  const LinkingProject& project;
  const PythonLayout& layout;
  const LinkedCode& code;
  const Workspace& workspace;
  const Links& links;
};

void add_notes(const Linking& linking, const LinkSite& site, LinkPlan& plan) {
  const auto& [project, layout, code, workspace, links] = linking;
  const auto library = library_manifest(code, workspace, links);
  if (library && requires_library(project.manifest.value(), *library)) return;
  if (library)
    if (auto note = requirements_note(*library, project.manifest.value(), code, links.tree()))
      plan.notes.push_back(std::move(*note));
  if (!site.is_packed()) return;
  const auto name = import_name(layout, site.place);
  if (auto note = imports_note(code, name, links.tree())) plan.notes.push_back(std::move(*note));
}

// What Python needs beside the link itself.
std::expected<void, Diagnostics> add_python(const Linking& linking, LinkPlan& plan) {
  const auto& [project, layout, code, workspace, links] = linking;
  Diagnostics problems;
  const auto manifest = read_toml(project.manifest.value(), problems);
  if (!manifest) return std::unexpected(std::move(problems));
  const LinkSite site{project.directory, plan.link.path, layout,
                      project.files,     code,           links_to_the_same(project, plan.link.path, code, links)};
  const auto packed = packing(site, *manifest);
  if (!packed) return failures(packed.error());
  auto edited = with_items(project.manifest.value(), packed->items);
  if (!edited) return failures(edited.error());
  if (*edited != project.manifest.value().text) plan.manifest = std::move(*edited);
  if (!packed->note.empty()) plan.notes.push_back(packed->note);
  add_notes(linking, site, plan);
  return {};
}

}  // namespace

LinkRequest link_request(const std::string& words, std::optional<std::string> as) {
  const auto colon = words.find(':');
  std::optional<std::string> path;
  if (colon != std::string::npos) path = words.substr(colon + 1);
  return {words.substr(0, colon), std::move(path), std::move(as)};
}

std::expected<LinkPlan, Diagnostics> plan_link(const LinkingProject& project, const LinkRequest& request,
                                               const Workspace& workspace, const FileTree& tree) {
  const Links links(tree);
  const auto code = linked_code(request, project.directory, workspace, links);
  if (!code) return failures(code.error());
  const auto layout = python_layout(project.directory, project.files);
  const auto place = link_place(project, layout, request, *code, links);
  if (!place) return failures(place.error());
  LinkPlan plan{{*place, relative_target(*place, code->path)}, tree.type(*place).has_value(), std::nullopt, {}};
  if (!project.manifest) return plan;
  if (auto added = add_python({project, layout, *code, workspace, links}, plan); !added)
    return std::unexpected(added.error());
  return plan;
}

}  // namespace monoci
