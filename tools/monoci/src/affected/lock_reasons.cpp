#include <fmt/format.h>

#include <algorithm>

#include "affected/own_reasons.hpp"
#include "ecosystem/ecosystem.hpp"
#include "workspace/inputs_of.hpp"

namespace monoci {

namespace {

class LockReasons {
 public:
  LockReasons(const Side& base, const Side& head, std::set<std::string>& widened, Reasons& reasons)
      : base_(base), head_(head), widened_(widened), reasons_(reasons) {}

  // Whether anybody has a reason.
  bool add(const RepoPath& file, const LockEvidence& evidence) {
    told_ = false;
    for (const auto* side : {&head_, &base_})
      for (const auto& set : side->workspace.member_sets) {
        if (set.lock != file) continue;
        const auto why = evidence ? why_stale(set, *evidence) : evidence.error();
        if (!why.empty())
          widen(*side, set, why);
        else if (evidence)
          add(*side, set, *evidence);
      }
    return told_;
  }

 private:
  // A member that head's lock does not know was not there when it was made.
  std::string why_stale(const MemberSet& set, const LockSlices& slices) const {
    for (const auto& member : set.members)
      if (head_.workspace.find(member) != nullptr && is_member_at_head(set, member) &&
          !slices.locked.contains(member.directory))
        return fmt::format("`{}` has no entry of the member {}; `{}` adds it", set.lock.str(), member.str(),
                           ecosystem_named(set.ecosystem)->lock_command);
    return "";
  }

  bool is_member_at_head(const MemberSet& set, const ProjectId& member) const {
    return std::ranges::any_of(head_.workspace.member_sets, [&](const MemberSet& each) {
      return each.lock == set.lock && each.members.contains(member);
    });
  }

  void widen(const Side& side, const MemberSet& set, const std::string& why) {
    widened_.insert(why);
    const auto causes = reasons_.set({reasons_.id_of(EvidenceMissing{why})});
    for (const auto* project : projects_in(side.workspace, InstalledFrom{set.root}))
      tell(project->id, {ReasonKind::evidence_missing, {}, causes, {}});
  }

  void add(const Side& side, const MemberSet& set, const LockSlices& slices) {
    for (const auto* project : projects_in(side.workspace, InstalledFrom{set.root})) {
      const auto slice = slices.of_projects.find(project->id.directory);
      if (slice == slices.of_projects.end() || head_.workspace.find(project->id) == nullptr) continue;
      for (const auto& change : slice->second) reasons_.add(project->id, change);
      told_ = true;
    }
    if (slices.of_root_groups.empty()) return;
    CauseSet causes;
    for (const auto& change : slices.of_root_groups) causes.push_back(reasons_.id_of(change));
    std::ranges::sort(causes);
    const auto id = reasons_.set(std::move(causes));
    for (const auto& member : set.members) tell(member, {ReasonKind::lock, {}, id, {}});
  }

  void tell(const ProjectId& project, const ReasonGroup& group) {
    if (head_.workspace.find(project) == nullptr) return;
    reasons_.add(project, group);
    told_ = true;
  }

  const Side &base_, &head_;
  std::set<std::string>& widened_;
  Reasons& reasons_;
  bool told_ = false;
};

}  // namespace

std::vector<RepoPath> add_lock_slices(const Side& base, const Side& head, const Evidence& evidence,
                                      std::set<std::string>& widened, Reasons& reasons) {
  std::vector<RepoPath> idle;
  LockReasons lock_reasons(base, head, widened, reasons);
  for (const auto& [file, lock] : evidence.locks)
    if (!lock_reasons.add(file, lock)) idle.push_back(file);
  return idle;
}

}  // namespace monoci
