#include "render/affected_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/quoted.hpp"
#include "render/columns.hpp"

namespace monoci {

Affected selected(Affected affected, const Workspace& workspace, const std::optional<std::string>& kind, bool direct) {
  std::erase_if(affected.projects, [&](const auto& entry) {
    const auto* project = workspace.find(entry.first);
    const bool other_kind = kind && (!project || project->kind != *kind);
    return other_kind || (direct && entry.second.reasons.empty());
  });
  return canonical(std::move(affected));
}

namespace {

std::string first_of(const std::vector<RepoPath>& files) {
  constexpr std::size_t kMostShown = 10;
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(files.size(), kMostShown); ++i) shown.push_back(quoted_if_odd(files[i].str()));
  if (files.size() > kMostShown) shown.push_back(fmt::format("and {} more", files.size() - kMostShown));
  return fmt::format("{}", fmt::join(shown, ", "));
}

}  // namespace

std::string unowned_line(const Affected& affected) {
  const auto& files = affected.unowned;
  if (files.empty()) return "";
  return fmt::format("{} no project: {}", counted(files.size(), "changed file belongs to", "changed files belong to"),
                     first_of(files));
}

std::string idle_files_line(const Affected& affected) {
  const auto& files = affected.idle_files;
  if (files.empty()) return "";
  return fmt::format("{} in nothing that a project uses: {}", counted(files.size(), "file changed", "files changed"),
                     first_of(files));
}

}  // namespace monoci
