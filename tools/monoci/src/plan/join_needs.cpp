#include "plan/join_needs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/quoted.hpp"

namespace monoci {

namespace {

class Joiner {
 public:
  Joiner(JobNames& names, std::size_t most) : names_(names), most_(most) {}

  // What `needs` become so that there are at most `room` of them.
  std::vector<Need> joined(std::vector<Need> needs, std::size_t room, const std::string& stage) {
    while (needs.size() > room) {
      std::vector<Need> above;
      for (std::size_t first = 0; first < needs.size(); first += most_) {
        const auto begin = needs.begin() + static_cast<std::ptrdiff_t>(first);
        const auto count = std::min(most_, needs.size() - first);
        above.push_back(join({begin, begin + static_cast<std::ptrdiff_t>(count)}, stage));
      }
      needs = std::move(above);
    }
    return needs;
  }

  std::vector<Job> take() { return std::move(joins_); }

 private:
  Need join(std::vector<Need> needs, const std::string& stage) {
    if (needs.size() == 1) return needs.front();
    std::vector<std::string> key{stage};  // jobs that need the same share their joins
    for (const auto& need : needs) key.push_back(need.job);
    auto& name = known_[std::move(key)];
    if (name.empty()) {
      Job job;
      job.name = name = names_.add_own(fmt::format("monoci:join:{}", joins_.size() + 1));
      job.role = JobRole::join;
      job.stage = stage;
      job.needs = std::move(needs);
      joins_.push_back(std::move(job));
    }
    return Need{name, false, false};
  }

  JobNames& names_;
  std::size_t most_;
  std::map<std::vector<std::string>, std::string> known_;
  std::vector<Job> joins_;
};

void join_needs_of(Job& job, Joiner& joiner, std::size_t most, Diagnostics& problems) {
  const auto middle = std::ranges::stable_partition(*job.needs, &Need::artifacts).begin();
  std::vector<Need> direct(job.needs->begin(), middle), plain(middle, job.needs->end());
  if (direct.size() + (plain.empty() ? 0 : 1) > most) {
    problems.error(fmt::format("job `{}` needs the artifacts of {} jobs", quoted_if_odd(job.name), direct.size()), {},
                   fmt::format("GitLab allows {} needs; ask for fewer artifacts", most));
    return;
  }
  const auto room = most - direct.size();
  for (auto& need : joiner.joined(std::move(plain), room, job.stage)) direct.push_back(std::move(need));
  job.needs = std::move(direct);
}

}  // namespace

void join_needs(Plan& plan, JobNames& names, std::size_t most, Diagnostics& problems) {
  Joiner joiner(names, most);
  for (auto& job : plan.jobs)
    if (job.needs && job.needs->size() > most) join_needs_of(job, joiner, most, problems);
  for (auto& join : joiner.take()) plan.jobs.push_back(std::move(join));
}

}  // namespace monoci
