#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "document/document.hpp"
#include "document/lines.hpp"
#include "document/toml_edit.hpp"
#include "ecosystem/ecosystem.hpp"
#include "scaffold/link_place.hpp"
#include "scaffold/new_project_steps.hpp"

namespace monoci {

namespace {

bool share_a_workspace(const Project& one, const Project& other) {
  return std::ranges::any_of(one.roots, [&](const RepoPath& root) { return other.roots.contains(root); });
}

std::string source_of(const ManifestWriting& writing, const Project& project, const Project& used) {
  const auto way = relative_target(project.id.directory.child(writing.manifest_file), used.id.directory);
  return writing.source(share_a_workspace(project, used), way);
}

}  // namespace

Result<std::string> with_dependency(const SourceText& manifest, const Project& project, const Project& used) {
  const auto* ecosystem = ecosystem_named(project.ecosystem);
  if (used.package.empty() || used.ecosystem != project.ecosystem || ecosystem == nullptr || !ecosystem->writing)
    return std::unexpected(
        Diagnostic{.what = fmt::format("`{}` is no package that a manifest can name", quoted_if_odd(used.id.str())),
                   .where = {},
                   .hint = "say it in `[tool.monoci] depends_on`, or link its files with --link"});
  const auto& writing = *ecosystem->writing;
  const auto listed = add_to_toml_list(manifest, writing.requirements, used.package);
  if (!listed) return listed;
  return add_toml_key({manifest.file, *listed}, writing.sources, used.package, source_of(writing, project, used));
}

Result<std::string> with_declared_dependency(const SourceText& settings, const Project& used) {
  Diagnostics problems;
  const auto document = read_yaml(settings, problems);
  const auto* known = document ? document->find("depends_on") : nullptr;
  const bool empty = document && document->is(ValueType::null);
  if (!document || (!empty && !document->is(ValueType::map)) ||
      (known != nullptr && known != &document->members.back().value))
    return std::unexpected(Diagnostic{.what = "`depends_on` cannot be written into this file",
                                      .where = Spot{settings.file, 0, 0},
                                      .hint = fmt::format("add `{}` by hand", quoted_if_odd(used.id.str()))});
  const std::string nl(line_break(settings.text));
  auto text = settings.text;
  if (!text.empty() && !text.ends_with('\n')) text += nl;
  if (known == nullptr) text += "depends_on:" + nl;
  return text + "  - " + toml_quoted(used.id.str()) + nl;
}

}  // namespace monoci
