#include "render/equal_inputs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "affected/change_index.hpp"
#include "base/quoted.hpp"
#include "render/columns.hpp"
#include "render/input_words.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostItems = 4;

std::string few(const std::vector<std::string>& items) {
  const auto shown = std::min(items.size(), kMostItems);
  auto text = fmt::format("{}", fmt::join(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (items.size() > shown) text += fmt::format(" and {} more", items.size() - shown);
  return text;
}

void add_once(std::vector<std::string>& items, std::string item) {
  if (std::ranges::find(items, item) == items.end()) items.push_back(std::move(item));
}

class EqualInputs {
 public:
  EqualInputs(const LookedAt& looked, const TextStyle& style) : looked_(looked), style_(style) {
    for (const auto& path : *looked.changed) changes_.push_back({path, EntryType::file, EntryType::file});
    for (const auto& reason : reasons_of(looked.affected, looked.reasons)) {
      if (const auto* file = std::get_if<FileChanged>(&reason.cause)) told_.insert(file->file);
      if (const auto* package = std::get_if<LockedPackageChanged>(&reason.cause)) told_.insert(package->lock);
      if (const auto* table = std::get_if<TableChanged>(&reason.cause)) told_.insert(table->manifest);
      if (const auto* setting = std::get_if<SettingChanged>(&reason.cause)) told_settings_.insert(setting->what);
    }
  }

  std::string text() {
    ChangeIndex index(changes_);
    for (const auto& input : inputs_of(looked_.workspace, looked_.project))
      if (is_looked_at(input)) take(input, index);
    if (looked_.job != nullptr && looked_.job->inputs == JobInputs::listed) take_listed();
    std::string text = style_.heading("looked at and found equal") + "\n";
    for (const auto& [kind, items] : equal_) text += fmt::format("  {}: {}\n", heading_of(kind), few(items));
    if (!listed_.empty()) text += fmt::format("  files that the job lists: {}\n", few(listed_));
    text += dependencies();
    if (const auto items = idle(); !items.empty())
      text += fmt::format("changed in nothing that counts here: {}\n", few(items));
    if (const auto items = elsewhere(); !items.empty()) text += fmt::format("changed, and no input: {}\n", few(items));
    return text;
  }

 private:
  // A job may leave out what its `inputs` say; its templates and what is configured it never does.
  bool is_looked_at(const Input& input) const {
    const bool is_of_job = input.kind == InputKind::job_template || input.kind == InputKind::setting;
    if (looked_.job == nullptr || looked_.job->inputs == JobInputs::all || is_of_job) return true;
    return looked_.job->inputs == JobInputs::own && input.kind != InputKind::source_file;
  }

  void take(const Input& input, ChangeIndex& index) {
    if (const auto* setting = std::get_if<Setting>(&input.what)) {
      if (!told_settings_.contains(setting->name)) add_once(equal_[input.kind], setting->name);
      return;
    }
    const auto changed = changed_of(input, index);
    bool is_told = false;
    for (const auto& path : changed) {
      met_.insert(path);
      is_told = is_told || told_.contains(path);
      if (!told_.contains(path)) idle_.insert(path);
    }
    const auto* lock = std::get_if<OneFile>(&input.what);
    const bool is_there = input.kind != InputKind::lock || (lock != nullptr && looked_.tree.type(lock->path));
    if (is_told || !is_there) return;
    auto words = words_of(input.what, looked_.project);
    if (input.kind == InputKind::lock) words = "its slice of " + words;
    add_once(equal_[input.kind], std::move(words));
  }

  std::vector<RepoPath> changed_of(const Input& input, ChangeIndex& index) const {
    std::vector<RepoPath> paths;
    if (std::holds_alternative<OwnedFiles>(input.what)) {
      for (const auto& path : *looked_.changed) {
        const auto owners = looked_.workspace.owners(path);
        if (std::ranges::find(owners, &looked_.project) != owners.end()) paths.push_back(path);
      }
    } else {
      for (const auto id : index.meant_by(input.what)) paths.push_back(changes_[id].path);
    }
    return paths;
  }

  void take_listed() {
    for (const auto& pattern : looked_.job->input_globs) listed_.push_back(quoted_if_odd(pattern.glob.str()));
  }

  // Those that it names itself; what they depend on is theirs.
  std::string dependencies() {
    if (looked_.job != nullptr && looked_.job->inputs != JobInputs::all) return "";
    std::vector<std::string> equal, unseen;
    for (const auto& edge : looked_.workspace.edges) {
      if (edge.from.project != looked_.project.id || !edge.joins_projects()) continue;
      const auto affected = looked_.affected.projects.find(edge.to.project);
      const auto name = quoted_if_odd(edge.to.project.str());
      if (affected == looked_.affected.projects.end())
        add_once(equal, name);
      else if (!affected->second.towards && !is_handed_on(affected->second))
        add_once(unseen, name);
    }
    std::string text;
    if (!equal.empty()) text += fmt::format("  the inputs of what it depends on: {}\n", few(equal));
    if (!unseen.empty()) text += fmt::format("changed in nothing that its dependents see: {}\n", few(unseen));
    return text;
  }

  std::vector<std::string> idle() const {
    std::vector<std::string> items;
    for (const auto& path : idle_) items.push_back(quoted_if_odd(path.str()));
    return items;
  }

  // Of a project that a dependency reaches, such files are inputs of that one.
  std::vector<std::string> elsewhere() const {
    std::vector<std::string> items;
    if (looked_.reasons.towards || looked_.job != nullptr) return items;
    for (const auto& path : *looked_.changed)
      if (!met_.contains(path)) items.push_back(quoted_if_odd(path.str()));
    return items;
  }

  const LookedAt& looked_;
  const TextStyle& style_;
  Changes changes_;
  std::set<RepoPath> told_, met_, idle_;
  std::set<std::string> told_settings_;
  std::map<InputKind, std::vector<std::string>> equal_;
  std::vector<std::string> listed_;
};

}  // namespace

std::string render_equal_inputs(const LookedAt& looked, const TextStyle& style) {
  if (!looked.changed) return "it is not known what changed: nothing could be found equal\n";
  return EqualInputs(looked, style).text();
}

}  // namespace monoci
