#include "check/code_survey.hpp"

#include <algorithm>

#include "check/sample_place.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostEntries = 1'000'000;             // equal directories may make a small repository a vast tree
constexpr std::size_t kMostOfNobody = 100'000;              // in directories without projects
constexpr std::size_t kLargestText = std::size_t{1} << 20;  // what is larger is data, or was written by a program

class Walk {
 public:
  Walk(const CheckedTree& tree, ImportFinder& imports, PathFinder& paths, ScriptFinder& scripts)
      : tree_(tree), imports_(imports), paths_(paths), scripts_(scripts) {}

  // False where there was more than anybody can look at.
  bool through_all() {
    const bool is_whole = through_projects();
    through_the_rest();
    return is_whole;
  }

 private:
  bool through_projects() {
    std::size_t entries = 0;
    std::vector<std::pair<RepoPath, const Project*>> open = {{RepoPath(), nullptr}};  // directories and who is around
    while (!open.empty()) {
      const auto [directory, around] = std::move(open.back());
      open.pop_back();
      const auto* own = tree_.workspace.find({directory});
      const auto* owner = own != nullptr ? own : around;
      if (owner == nullptr && !holds_project(directory)) {
        rest_.push_back(directory);
        continue;
      }
      for (const auto& entry : tree_.files.list(directory)) {
        if (++entries > kMostEntries) return false;
        const auto path = directory.child(entry.name);
        if (is_passed_over(path, entry)) continue;
        if (entry.type == EntryType::directory)
          open.emplace_back(path, owner);
        else if (entry.type == EntryType::file && owner != nullptr)
          look_at(path, *owner);
        else if (entry.type == EntryType::file)
          look_at_nobodys(path);
      }
    }
    return true;
  }

  // Where no project is, a script may still need one. Of vast trees of data the beginning is enough.
  void through_the_rest() {
    std::size_t entries = 0;
    while (!rest_.empty()) {
      const auto directory = std::move(rest_.back());
      rest_.pop_back();
      for (const auto& entry : tree_.files.list(directory)) {
        if (++entries > kMostOfNobody) return;
        const auto path = directory.child(entry.name);
        if (is_passed_over(path, entry)) continue;
        if (entry.type == EntryType::directory) rest_.push_back(path);
        if (entry.type == EntryType::file) look_at_nobodys(path);
      }
    }
  }

  void look_at_nobodys(const RepoPath& path) {
    if (!ScriptFinder::reads(path.name())) return;
    const auto text = tree_.files.read(path);
    if (text && text->size() <= kLargestText) scripts_.look_at(path, nullptr, *text);
  }

  bool holds_project(const RepoPath& directory) const {
    const auto first = tree_.workspace.projects.lower_bound({directory});
    return first != tree_.workspace.projects.end() && directory.contains(first->first.directory);
  }

  // Samples say what somebody else would write. What a tool fetched is nobody's here.
  static bool is_passed_over(const RepoPath& path, const Entry& entry) {
    if (entry.type != EntryType::directory) return false;
    return is_sample_place(RepoPath().child(path.name())) ||
           std::ranges::any_of(ecosystems(), [&](const Ecosystem& ecosystem) {
             return is_fetched(RepoPath().child(path.name()), ecosystem);
           });
  }

  static bool is_ignored(const Project& owner, const RepoPath& path) {
    return std::ranges::any_of(owner.ignore, [&](const Glob& glob) { return glob.matches_at_or_above(path); });
  }

  void look_at(const RepoPath& path, const Project& owner) {
    const bool may_import = imports_.has_anything_to_find() && ImportFinder::reading(path.name()) != nullptr;
    const bool may_name = !owner.id.directory.is_root() && PathFinder::reads(path.name());
    const bool may_be_script = ScriptFinder::reads(path.name());
    if ((!may_import && !may_name && !may_be_script) || is_ignored(owner, path)) return;
    const auto text = tree_.files.read(path);
    if (!text || text->size() > kLargestText) return;
    if (may_import) imports_.look_at(path, owner, *text);
    if (may_name) paths_.look_at(path, owner, *text);
    if (may_be_script) scripts_.look_at(path, &owner, *text);
  }

  const CheckedTree& tree_;
  ImportFinder& imports_;
  PathFinder& paths_;
  ScriptFinder& scripts_;
  std::vector<RepoPath> rest_;  // directories without any project
};

}  // namespace

CodeSurvey::CodeSurvey(const CheckedTree& tree) {
  if (tree.workspace.config.has_faults) return;  // what it would have declared is not known
  NeededProjects needed(tree.workspace);
  ImportFinder import_finder(tree.workspace, tree.files, needed);
  PathFinder path_finder(tree.workspace, tree.files, needed);
  ScriptFinder script_finder(tree.workspace, tree.links, needed);
  is_cut = !Walk(tree, import_finder, path_finder, script_finder).through_all();
  imports = import_finder.found();
  paths = path_finder.found();
  scripts = script_finder.found();
}

}  // namespace monoci
