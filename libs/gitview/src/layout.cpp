#include "layout.hpp"

#include "config_file.hpp"

namespace gitview {
namespace {

namespace fs = std::filesystem;

struct WorkTreeSettings {
  std::optional<bool> bare;
  std::optional<std::string> work_tree;
};

Result<WorkTreeSettings> settings_of(const ConfigFile& config) {
  auto bare = config.boolean("core.bare");
  if (!bare) return std::unexpected(std::move(bare.error()));
  return WorkTreeSettings{.bare = *bare, .work_tree = config.text("core.worktree")};
}

// As git reads them: a linked worktree does not inherit core.bare and core.worktree of the main one, unless
// extensions.worktreeConfig gives each its own file.
Result<WorkTreeSettings> read_settings(const ConfigFile& config, const Layout& layout) {
  auto separate = config.boolean("extensions.worktreeconfig");
  if (!separate) return std::unexpected(std::move(separate.error()));
  if (!separate->value_or(false)) {
    if (layout.git_directory != layout.common_directory) return WorkTreeSettings{};
    return settings_of(config);
  }
  auto own = ConfigFile::open(layout.git_directory / "config.worktree");
  if (!own) return std::unexpected(std::move(own.error()));
  auto settings = settings_of(config);
  auto overriding = settings_of(*own);
  if (!settings || !overriding) return !settings ? settings : overriding;
  if (overriding->bare) settings->bare = overriding->bare;
  if (overriding->work_tree) settings->work_tree = overriding->work_tree;
  return settings;
}

std::optional<fs::path> choose_work_tree(const Found& found, const WorkTreeSettings& settings,
                                         const fs::path& git_directory) {
  if (found.forced_work_tree) return found.forced_work_tree;
  if (settings.bare.value_or(false)) return std::nullopt;
  if (settings.work_tree) return (git_directory / *settings.work_tree).lexically_normal();
  return found.surroundings;
}

bool is_shallow(const fs::path& common_directory) {
  std::error_code error;
  const auto size = fs::file_size(common_directory / "shallow", error);
  return !error && size > 0;
}

std::optional<std::string> clone_filter(const ConfigFile& config) {
  if (auto filter = config.text_of_any_remote("partialclonefilter")) return filter;
  if (config.text("extensions.partialclone") || config.text_of_any_remote("promisor")) return "";
  return std::nullopt;
}

}  // namespace

Result<Layout> read_layout(const Found& found, const fs::path& git_directory, const fs::path& common_directory) {
  Layout layout{.git_directory = git_directory, .common_directory = common_directory, .work_tree = {}, .filter = {}};
  auto config = ConfigFile::open(common_directory / "config");
  if (!config) return std::unexpected(std::move(config.error()));
  auto settings = read_settings(*config, layout);
  if (!settings) return std::unexpected(std::move(settings.error()));
  layout.work_tree = choose_work_tree(found, *settings, git_directory);
  layout.shallow = is_shallow(common_directory);
  layout.filter = clone_filter(*config);
  return layout;
}

}  // namespace gitview
