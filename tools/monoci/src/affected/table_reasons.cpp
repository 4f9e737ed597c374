#include <algorithm>

#include "affected/own_reasons.hpp"
#include "ecosystem/ecosystem.hpp"
#include "workspace/inputs_of.hpp"

namespace monoci {

namespace {

class TableReasons {
 public:
  TableReasons(const Side& base, const Side& head, const Evidence& evidence, Reasons& reasons)
      : base_(base), head_(head), evidence_(evidence), reasons_(reasons) {}

  // Whether the change concerns anybody, or what is told otherwise.
  bool add(const RepoPath& file, CauseId own, const TableChanges& tables) {
    own_ = own;
    told_ = false;
    const auto directory = file.parent();
    CauseSet all, of_members, of_all;
    for (const auto& [cause, reach] : tables) {
      told_ = told_ || reach == TableReach::told_otherwise;
      const auto id = reasons_.id_of(cause);
      all.push_back(id);
      if (head_.workspace.config.tools.contains(cause.tool)) named_tools_.insert(id);
      if (reach == TableReach::all_below) of_all.push_back(id);
      if (reach == TableReach::members || (reach == TableReach::members_without_lock && !has_lock(directory)))
        of_members.push_back(id);
    }
    tell(MembersOf{directory}, of_members);
    const auto* owner = ecosystem_of_manifest(file.name());
    for (const auto& ecosystem : ecosystems()) {
      if (!is_context_file(ecosystem, file.name())) continue;
      // Tools of another ecosystem are programs that the manifest installs: all of it may concern them.
      tell(Below{directory, ecosystem.name}, &ecosystem == owner ? of_all : all);
    }
    tell(MembersOf{directory}, of_all);
    return told_;
  }

 private:
  // A lock that did not change says nothing of what did.
  bool has_lock(const RepoPath& root) const {
    return std::ranges::any_of(head_.workspace.member_sets, [&](const MemberSet& set) {
      return set.root == root && evidence_.locks.contains(set.lock);
    });
  }

  void tell(const Scope& scope, CauseSet causes) {
    if (causes.empty()) return;
    std::ranges::sort(causes);
    const auto of_tools = std::ranges::stable_partition(causes, [&](CauseId id) { return !named_tools_.contains(id); });
    tell(scope, ReasonKind::tool, {of_tools.begin(), of_tools.end()});
    tell(scope, ReasonKind::context, {causes.begin(), of_tools.begin()});
  }

  void tell(const Scope& scope, ReasonKind kind, CauseSet causes) {
    if (causes.empty()) return;
    const auto set = reasons_.set(std::move(causes));
    for (const auto* side : {&base_, &head_})
      for (const auto* project : projects_in(side->workspace, scope)) {
        if (reasons_.told(project->id, ReasonKind::file).contains(own_)) continue;  // its own manifest: it all counts
        reasons_.add(project->id, {kind, {}, set, {}});
        told_ = true;
      }
  }

  const Side &base_, &head_;
  const Evidence& evidence_;
  Reasons& reasons_;
  CauseId own_ = 0;
  std::set<CauseId> named_tools_;  // causes that are settings of tools of which `inputs.tools` names the jobs
  bool told_ = false;
};

}  // namespace

std::vector<RepoPath> add_changed_tables(const Side& base, const Side& head, const Evidence& evidence,
                                         Reasons& reasons) {
  std::vector<RepoPath> idle;
  TableReasons table_reasons(base, head, evidence, reasons);
  for (const auto& [file, tables] : evidence.tables) {
    const auto id = static_cast<CauseId>(find_change(evidence.changes, file) - evidence.changes.data());
    if (!table_reasons.add(file, id, tables)) idle.push_back(file);
  }
  return idle;
}

}  // namespace monoci
