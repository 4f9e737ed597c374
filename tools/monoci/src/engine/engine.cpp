#include "engine/engine.hpp"

#include <fmt/format.h>

#include "affected/evidence.hpp"
#include "ecosystem/unread_manifests.hpp"
#include "git/changes.hpp"
#include "git/work_tree_changes.hpp"
#include "process/disk_file.hpp"
#include "workspace/same_workspace.hpp"

namespace monoci {

Engine::Engine(const gitview::Repository& repository, Fetcher* fetcher, std::optional<Configuration> configuration)
    : repository_(repository),
      fetcher_(fetcher),
      configuration_(std::move(configuration)),
      store_(repository),
      summaries_(store_, indexed_file_names()) {}

Result<TreeState> Engine::tree(const gitview::Oid& id) {
  auto& known = trees_[id];
  if (!known) {
    auto read = CommitTree::load(repository_, summaries_, id, fetcher_);
    if (!read) return std::unexpected(read.error());
    read->prefetch(+[](std::string_view name) { return unread_manifest_of(name) == nullptr; });
    known = std::make_shared<const CommitTree>(std::move(*read));
  }
  return TreeState{id, known, nullptr, nullptr};
}

Result<TreeState> Engine::tree(const gitview::Oid& id, Changes uncommitted, const std::filesystem::path& work_tree) {
  auto state = tree(id);
  if (!state) return state;
  state->uncommitted = std::make_shared<const Changes>(std::move(uncommitted));
  state->overlay = std::make_shared<const OverlayTree>(*state->committed, *state->uncommitted, disk_reader(work_tree));
  return state;
}

// A configuration with faults says that it has some: the manifests' are to be told along with them.
Config Engine::config_of(const FileTree& tree, Diagnostics& problems) const {
  std::optional<Config> config;
  if (!configuration_) {
    config = read_config_of(tree, problems);
  } else if (configuration_->text) {
    config = read_config(*configuration_->text, problems);
    if (config) config->templates_elsewhere = true;
  } else {
    problems.add(configuration_->text.error());
  }
  if (!config) config.emplace().has_faults = true;
  return std::move(*config);
}

Reading Engine::read(const TreeState& tree) {
  if (!tree.overlay)
    if (const auto known = readings_.find(tree.id); known != readings_.end()) return known->second;
  Reading reading{tree, nullptr, {}};
  auto config = config_of(tree.files(), reading.problems);
  reading.workspace =
      std::make_shared<const Workspace>(read_workspace(tree.files(), std::move(config), cache_, reading.problems));
  if (!tree.overlay) readings_.emplace(tree.id, reading);
  return reading;
}

Result<Reading> Engine::workspace(const gitview::Oid& tree_id) {
  const auto state = tree(tree_id);
  if (!state) return std::unexpected(state.error());
  return read(*state);
}

// Compared before it is loaded: what a partial clone lacks of the one tree comes in one go then.
Result<Changes> Engine::changes_since(const gitview::Oid& base, const TreeState& head) {
  auto changes = changes_between(store_, base, head.id, fetcher_);
  if (!changes || !head.overlay) return changes;
  const auto state = tree(base);
  if (!state) return std::unexpected(state.error());
  return monoci::changes_since(*state->committed, *changes, *head.uncommitted, repository_.work_tree().value());
}

// Where nothing differs that a workspace is read from, head's is base's. It is not remembered as base's own: which
// files a template takes in may differ, and that matters as soon as base is a head.
Result<Engine::Base> Engine::base(const gitview::Oid& id, const Reading& head) {
  auto changes = changes_since(id, head.tree);
  if (!changes) return std::unexpected(changes.error());
  auto state = tree(id);
  if (!state) return std::unexpected(state.error());
  const bool same = !readings_.contains(id) &&
                    have_same_workspace(state->files(), head.tree.files(), head.workspace->continuations, *changes);
  auto reading = same ? Reading{*state, head.workspace, {}} : read(*state);
  return Base{std::move(reading), std::move(*changes)};
}

Answer Engine::answer(std::span<const gitview::Oid> bases, Reading head) {
  Answer answer{std::move(head), {}, {}, std::set<RepoPath>()};
  const Side at_head{*answer.head.workspace, answer.head.tree.files()};
  for (const auto& id : bases) {
    auto read = base(id, answer.head);
    if (!read) return everything(std::move(answer.head), missing(read.error().what));
    for (const auto& change : read->changes) answer.changed->insert(change.path);
    const auto& reading = answer.bases.emplace_back(std::move(read->reading));
    const Side at_base{*reading.workspace, reading.tree.files()};
    const auto evidence = evidence_between(at_base, at_head, std::move(read->changes), cache_.locks);
    auto one = affected_projects(at_base, at_head, evidence);
    answer.affected = answer.bases.size() == 1 ? std::move(one) : united(std::move(answer.affected), one);
  }
  return answer;
}

Result<Answer> Engine::answer(const gitview::Oid& base, const gitview::Oid& head) {
  auto reading = workspace(head);
  if (!reading) return std::unexpected(reading.error());
  return answer(std::span(&base, 1), std::move(*reading));
}

Result<std::string> Engine::template_text(const FileTree& tree, const std::string& path) const {
  if (configuration_) return configuration_->template_text(path);
  const Links links(tree);
  const auto spelled = RepoPath::parse(path);
  const auto resolved = spelled ? links.resolve(*spelled) : Resolved{};
  if (resolved.type != EntryType::file) {
    return std::unexpected(
        Diagnostic{.what = fmt::format("the job template `{}` does not exist", path), .where = {}, .hint = {}});
  }
  return tree.read(resolved.real.value());
}

Answer everything(Reading head, const Evidence& why) {
  const Side side{*head.workspace, head.tree.files()};
  auto affected = affected_projects(side, side, why);
  return {std::move(head), {}, std::move(affected), std::nullopt};
}

}  // namespace monoci
