#include "render/why_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <ranges>
#include <set>

#include "base/quoted.hpp"
#include "ecosystem/ecosystem.hpp"
#include "plan/reason_line.hpp"
#include "render/columns.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostReasons = 20, kMostSteps = 20;  // at the end of a chain; of a chain

// The lines of the project's manifests that require what leads to a package of a lock: the first package on the way.
std::string requirement_lines(const Project& project, const Reason& reason, std::string_view margin) {
  const auto* change = std::get_if<LockedPackageChanged>(&reason.cause);
  if (change == nullptr) return "";
  const auto& name = change->through.empty() ? change->package : change->through.front();
  std::set<Spot> spots;
  for (const auto& [ecosystem, manifest] : project.read) {
    const auto locks = ecosystem->lock_files;
    if (std::ranges::find(locks, change->lock.name()) == locks.end()) continue;
    for (const auto& requirement : manifest->requirements)
      if (requirement.name == name && requirement.holder != Holder::build)
        spots.insert({requirement.spot.file, requirement.spot.line});
  }
  std::string text;
  for (const auto& spot : spots)
    text += fmt::format("{}  {} requires {}\n", margin, one_line(to_text(spot)), one_line(name));
  return text;
}

std::string own_reasons(const Affected& answer, const AffectedProject& project, std::string_view margin,
                        std::size_t most, const Project* at_head, bool handed_on_alone = false) {
  auto reasons = reasons_of(answer, project);
  if (handed_on_alone) std::erase_if(reasons, [](const Reason& each) { return !is_handed_on(each.kind); });
  std::string text;
  for (const auto& reason : std::views::take(reasons, static_cast<std::ptrdiff_t>(std::min(most, reasons.size())))) {
    text += fmt::format("{}{}\n", margin, one_line(to_text(reason)));
    if (at_head != nullptr) text += requirement_lines(*at_head, reason, margin);
  }
  if (reasons.size() > most)
    text += fmt::format("{}and {}\n", margin, counted(reasons.size() - most, "more reason", "more reasons"));
  return text;
}

std::string step(const Edge& edge, const TextStyle& style) {
  const auto spot = style.faint(fmt::format("({}, {})", one_line(to_text(edge.spot)), to_text(edge.kind)));
  return fmt::format("  {} depends on {} {}\n", quoted_if_odd(to_text(edge.from)), quoted_if_odd(to_text(edge.to)),
                     spot);
}

std::string steps(const Chain& chain, const TextStyle& style) {
  std::string text;
  const auto left_out = chain.size() > kMostSteps ? chain.size() - kMostSteps : 0;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const bool begins_gap = left_out > 0 && i == kMostSteps / 2;
    if (begins_gap) text += fmt::format("  ... and {} ...\n", counted(left_out, "more step", "more steps"));
    if (begins_gap) i += left_out;
    text += step(chain[i], style);
  }
  return text;
}

}  // namespace

std::string render_why_text(const AffectedReport& report, const WhyQuestion& question, const Chains& chains,
                            const TextStyle& style) {
  const auto& id = question.project;
  const auto name = quoted_if_odd(id.str());
  const auto& affected = report.affected;
  if (affected.deleted.contains(id)) return style.strong(name + " is deleted") + "\n";
  if (const auto left = affected.left.find(id); left != affected.left.end())
    return style.strong(name + " is no project any more") + "\n" +
           own_reasons(affected, left->second, "  ", kMostReasons, nullptr);
  const auto found = affected.projects.find(id);
  if (found == affected.projects.end() && !question.job) return style.strong(name + " is not affected") + "\n";
  const auto& of_job = question.of_job;
  auto text =
      question.job
          ? style.strong(fmt::format("{} that `{}` of {} depends on differs", of_job.any() ? "something" : "nothing",
                                     quoted_if_odd(*question.job), name))
          : style.strong(name + " is affected");
  const auto at_head = [&](const ProjectId& each) {
    return question.workspace == nullptr ? nullptr : question.workspace->find(each);
  };
  text += "\n" + own_reasons(affected, question.job ? of_job.part : found->second, "  ",
                             std::numeric_limits<std::size_t>::max(), at_head(id));
  if (of_job.listed && of_job.part.reasons.empty()) text += fmt::format("  {}\n", reason_line(affected, of_job));
  if (!question.with_chains) return text;
  for (const auto& [end, chain] : chains.nearest) {
    text += steps(chain, style);
    for (const auto* all : {&affected.projects, &affected.deleted, &affected.left})
      if (const auto last = all->find(end); last != all->end())
        text += own_reasons(affected, last->second, "    ", kMostReasons, at_head(end),
                            !chain.empty() && chain.back().kind != EdgeKind::declared);
  }
  if (chains.more > 0)
    text += fmt::format("  and {} that it depends on {} reasons\n",
                        counted(chains.more, "more project", "more projects"), chains.more == 1 ? "has" : "have");
  return text;
}

}  // namespace monoci
