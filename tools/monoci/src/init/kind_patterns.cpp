#include <algorithm>
#include <map>
#include <set>

#include "base/literal_pattern.hpp"
#include "init/kinds.hpp"
#include "init/project_choice.hpp"

namespace monoci {

namespace {

constexpr std::size_t kFewestForPlace = 2, kFewestForPrefix = 3;

// The directory that a project is one of many in: where a habit says so, else the one around it.
RepoPath place_of(const SurveyedProject& project) {
  return project.habit ? project.habit->place : project.id.directory.parent();
}

// `opentelemetry-` of `opentelemetry-api`, as a pattern; empty where there is none.
std::string prefix_of(const RepoPath& directory) {
  const auto pattern = pattern_of(directory);
  return pattern.substr(0, pattern.find_first_of("-_") + 1);
}

class PatternGiver {
 public:
  PatternGiver(const Survey& survey, std::vector<InitKind>& kinds) : kinds_(kinds) {
    for (const auto& project : survey.projects) {
      places_[project.id.directory] = place_of(project);
      if (project.habit) with_habit_.insert(project.id.directory);
    }
    for (std::size_t kind = 0; kind < kinds.size(); ++kind)
      for (const auto& project : kinds[kind].projects) {
        kind_of_[project] = kind;
        ++counts_[group_of(project)][kind];
      }
  }

  void run() {
    for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
      std::set<std::string> patterns;
      for (const auto& project : kinds_[kind].projects) patterns.insert(pattern_for(project, kind));
      kinds_[kind].paths.assign(patterns.begin(), patterns.end());
    }
    put_in_order();
  }

 private:
  // What a wildcard may stand for: the projects of a place, or those of one prefix at the root.
  std::string group_of(const RepoPath& project) const {
    const auto& place = places_.at(project);
    return (place.is_root() ? prefix_of(project) : pattern_of(place) + "/") + "*";
  }

  std::string pattern_for(const RepoPath& project, std::size_t kind) const {
    if (project.is_root()) return ".";
    const auto& place = places_.at(project);
    if (place == project) return pattern_of(project);
    const auto group = group_of(project);
    const auto& counts = counts_.at(group);
    const auto fewest = with_habit_.contains(project) ? 1 : place.is_root() ? kFewestForPrefix : kFewestForPlace;
    const auto around = kind_of_.find(place);  // a project: its own name means all that lies in it
    const bool is_free = group != "*" && (!place.is_root() || counts.size() == 1) &&
                         (place.is_root() || around == kind_of_.end() || around->second == kind);
    return is_free && usual_of(counts) == kind && counts.at(kind) >= fewest ? group : pattern_of(project);
  }

  // The usual kind of its word where there is one, else the one of most projects.
  std::size_t usual_of(const std::map<std::size_t, std::size_t>& counts) const {
    const auto rank = [&](const auto& each) { return std::pair(kinds_[each.first].is_usual, each.second); };
    return std::ranges::max_element(counts, {}, rank)->first;
  }

  bool matches(const InitKind& kind, const RepoPath& project) const {
    return std::ranges::any_of(kind.paths, [&](const std::string& text) {
      return text == "." ? project.is_root() : Glob::parse(text)->matches_at_or_above(project);
    });
  }

  // A kind stands behind those of the projects that it matches by the way. Where two kinds want to stand behind each
  // other, the last one has its way.
  void put_in_order() {
    std::vector<InitKind> ordered;
    std::vector<bool> done(kinds_.size(), false);
    while (ordered.size() < kinds_.size()) {
      auto next = first_free(done, true);
      if (!next) next = first_free(done, false);
      done[next.value()] = true;
      ordered.push_back(std::move(kinds_[next.value()]));
    }
    kinds_ = std::move(ordered);
  }

  std::optional<std::size_t> first_free(const std::vector<bool>& done, bool with_care) const {
    for (std::size_t kind = 0; kind < kinds_.size(); ++kind)
      if (!done[kind] && (!with_care || !takes_from_others(kind, done))) return kind;
    return {};
  }

  bool takes_from_others(std::size_t kind, const std::vector<bool>& done) const {
    return std::ranges::any_of(kind_of_, [&](const auto& each) {
      return each.second != kind && !done[each.second] && matches(kinds_[kind], each.first);
    });
  }

  std::vector<InitKind>& kinds_;
  std::map<RepoPath, RepoPath> places_;
  std::set<RepoPath> with_habit_;
  std::map<RepoPath, std::size_t> kind_of_;
  std::map<std::string, std::map<std::size_t, std::size_t>> counts_;  // by wildcard, then by kind: how many projects
};

}  // namespace

void give_patterns(const Survey& survey, std::vector<InitKind>& kinds) { PatternGiver(survey, kinds).run(); }

}  // namespace monoci
