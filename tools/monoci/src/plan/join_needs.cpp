#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/quoted.hpp"
#include "plan/needs.hpp"

namespace monoci {

namespace {

class Weights {
 public:
  Weights(const Pipeline& pipeline, const NeedLimit& limit) : of_some_(limit.instances) {
    for (const auto& job : pipeline.jobs)
      if (job.instances > 1) instances_[job.name] = job.instances;
  }

  std::size_t of(const Need& need) const {
    if (need.parallel) return of_some_(*need.parallel);
    const auto found = instances_.find(need.job);
    return found == instances_.end() ? 1 : found->second;
  }

  std::size_t of(const std::vector<Need>& needs) const {
    std::size_t sum = 0;
    for (const auto& need : needs) sum += of(need);
    return sum;
  }

 private:
  std::size_t (*of_some_)(const Value&);
  std::unordered_map<std::string, std::size_t> instances_;  // of those that have several
};

class Joiner {
 public:
  Joiner(JobNames& names, const Weights& weights, std::size_t most) : names_(names), weights_(weights), most_(most) {}

  // What `needs` become so that they count for `room` at most. Each of them counts for `most` at most.
  std::vector<Need> joined(std::vector<Need> needs, std::size_t room, const std::string& stage) {
    while (weights_.of(needs) > room) {
      std::vector<Need> above, group;
      std::size_t taken = 0;
      for (auto& need : needs) {
        const auto weight = weights_.of(need);
        if (taken + weight > most_) {
          above.push_back(join(std::exchange(group, {}), stage));
          taken = 0;
        }
        taken += weight;
        group.push_back(std::move(need));
      }
      above.push_back(join(std::move(group), stage));
      needs = std::move(above);
    }
    return needs;
  }

  std::vector<Job> take() { return std::move(joins_); }

 private:
  Need join(std::vector<Need> needs, const std::string& stage) {
    if (needs.size() == 1 && weights_.of(needs) == 1) return std::move(needs.front());
    std::vector<std::string> key{stage};  // jobs that need the same share their joins
    for (const auto& need : needs) key.push_back(need.job);
    auto& name = known_[std::move(key)];
    if (name.empty()) {
      Job job;
      job.name = name = names_.add_own(fmt::format("monoci:join:{}", ++count_));
      job.role = JobRole::join;
      job.stage = stage;
      job.needs = std::move(needs);
      joins_.push_back(std::move(job));
    }
    Need joined;
    joined.job = name;
    return joined;
  }

  JobNames& names_;
  const Weights& weights_;
  std::size_t most_;
  std::size_t count_ = 0;
  std::map<std::vector<std::string>, std::string> known_;
  std::vector<Job> joins_;
};

class NeedJoiner {
 public:
  NeedJoiner(const Pipeline& pipeline, JobNames& names, const NeedLimit& limit, Diagnostics& problems)
      : weights_(pipeline, limit),
        most_(std::max<std::size_t>(limit.most, 2)),
        joiner_(names, weights_, most_),
        problems_(problems) {}

  void join(Job& job) {
    const auto extra = job.needs_elsewhere.size();
    if (!job.needs || weights_.of(*job.needs) + extra <= most_) return;
    // Which instances are needed, or that a job may be missing, a join cannot say for another.
    const auto stays = [](const Need& need) { return need.artifacts || need.parallel; };
    const auto middle = std::ranges::stable_partition(*job.needs, stays).begin();
    std::vector<Need> direct(job.needs->begin(), middle), plain(middle, job.needs->end());
    const auto taken = weights_.of(direct) + extra;
    if (taken + (plain.empty() ? 0 : 1) > most_) return refuse(job, taken);
    if (const auto* wide = widest(plain); wide && weights_.of(*wide) > most_) return refuse_instances(job, *wide);
    for (auto& need : joiner_.joined(std::move(plain), most_ - taken, job.stage)) direct.push_back(std::move(need));
    job.needs = std::move(direct);
  }

  std::vector<Job> take() { return joiner_.take(); }

 private:
  const Need* widest(const std::vector<Need>& needs) const {
    const auto found = std::ranges::max_element(needs, {}, [&](const Need& need) { return weights_.of(need); });
    return found == needs.end() ? nullptr : &*found;
  }

  void refuse(const Job& job, std::size_t count) {
    problems_.error(fmt::format("job `{}` needs the artifacts of {} jobs", quoted_if_odd(job.name), count), {},
                    fmt::format("a job may have {} needs (`limits.needs`), and needs with artifacts cannot be joined; "
                                "ask for fewer artifacts",
                                most_));
  }

  void refuse_instances(const Job& job, const Need& need) {
    problems_.error(fmt::format("job `{}` needs `{}`, which is {} jobs by its `parallel`", quoted_if_odd(job.name),
                                quoted_if_odd(need.job), weights_.of(need)),
                    {}, fmt::format("a job may have {} needs (`limits.needs`), and each instance counts", most_));
  }

  Weights weights_;
  std::size_t most_;  // two at least: a join of one need would be one more
  Joiner joiner_;
  Diagnostics& problems_;
};

}  // namespace

void join_needs(Pipeline& pipeline, JobNames& names, const NeedLimit& limit, Diagnostics& problems) {
  NeedJoiner joiner(pipeline, names, limit, problems);
  for (auto& job : pipeline.jobs) joiner.join(job);
  for (auto& join : joiner.take()) pipeline.jobs.push_back(std::move(join));
}

}  // namespace monoci
