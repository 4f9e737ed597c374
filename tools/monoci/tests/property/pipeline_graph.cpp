#include "property/pipeline_graph.hpp"

#include <algorithm>
#include <array>

namespace monoci {

namespace {

constexpr std::array<std::string_view, 4> kKeywords = {"workflow", "stages", "include", "default"};

bool is_job(const Member& member) {
  return !member.key.starts_with('.') && std::ranges::find(kKeywords, member.key) == kKeywords.end();
}

bool says_yes(const Value* value) { return value && value->scalar == "true"; }

std::string started_file(const Value& job) {
  const auto* trigger = job.find("trigger");
  const auto* include = trigger ? trigger->find("include") : nullptr;
  const auto* artifact = include && !include->items.empty() ? include->items.front().find("artifact") : nullptr;
  return artifact ? artifact->scalar : "";
}

JobRead read_job(std::size_t pipeline, const Value& value) {
  JobRead job;
  job.pipeline = pipeline;
  job.part = started_file(value);
  const auto* needs = value.find("needs");
  job.waits_for_stages = !needs;
  for (const auto& need : needs ? needs->items : std::vector<Value>{})
    if (!need.find("pipeline"))
      job.needs.push_back(
          {need.find("job")->scalar, says_yes(need.find("artifacts")), says_yes(need.find("optional"))});
  return job;
}

}  // namespace

bool is_own_job(const std::string& name) { return name.starts_with("monoci:"); }

const NeedRead* JobRead::find(const std::string& job) const {
  const auto found = std::ranges::find(needs, job, &NeedRead::job);
  return found == needs.end() ? nullptr : &*found;
}

PipelineGraph::PipelineGraph(const std::vector<std::pair<std::string, Value>>& documents) {
  for (std::size_t i = 0; i < documents.size(); ++i) {
    pipeline_of_file_[documents[i].first] = i;
    add_jobs(i, documents[i].second);
  }
  for (const auto& [name, job] : jobs_) {
    const auto part = pipeline_of_file_.find(job.part);
    if (job.part.empty()) continue;
    if (part == pipeline_of_file_.end() || part->second == 0 || job.pipeline != 0 ||
        !starter_of_.emplace(part->second, name).second)
      faults_.push_back("`" + name + "` starts no pipeline of its own");
  }
  if (starter_of_.size() + 1 != documents.size()) faults_.emplace_back("a part is never started");
  check_needs();
}

void PipelineGraph::add_jobs(std::size_t pipeline, const Value& document) {
  for (const auto& member : document.members) {
    if (!is_job(member)) continue;
    if (!jobs_.emplace(member.key, read_job(pipeline, member.value)).second)
      faults_.push_back("`" + member.key + "` is there twice");
    all_[pipeline].push_back(member.key);
  }
}

void PipelineGraph::check_needs() {
  for (const auto& [name, job] : jobs_)
    for (const auto& need : job.needs) {
      const auto needed = jobs_.find(need.job);
      if (needed == jobs_.end() || needed->second.pipeline != job.pipeline)
        faults_.push_back("`" + name + "` needs `" + need.job + "`, which is not in its pipeline");
    }
}

// What must have ended before a job begins: its own needs, and those of whoever starts its pipeline. A job that starts
// a part ends with the last job of the part.
std::vector<NeedRead> PipelineGraph::before(const std::string& name) const {
  const auto& job = jobs_.at(name);
  auto needs = job.needs;
  if (const auto starter = starter_of_.find(job.pipeline); starter != starter_of_.end())
    std::ranges::copy(jobs_.at(starter->second).needs, std::back_inserter(needs));
  for (std::size_t i = 0; i < needs.size(); ++i) {
    const auto& part = jobs_.at(needs[i].job).part;
    if (part.empty()) continue;
    for (const auto& each : all_.at(pipeline_of_file_.at(part))) needs.push_back({each, false, false});
  }
  return needs;
}

template <class GoesOn>
std::set<std::string> PipelineGraph::walk(const std::string& start, const GoesOn& goes_on) const {
  std::set<std::string> ended, passed{start};
  std::vector<std::string> pending{start};
  while (!pending.empty()) {
    const auto job = pending.back();
    pending.pop_back();
    for (const auto& need : before(job)) {
      ended.insert(need.job);
      if (goes_on(need) && passed.insert(need.job).second) pending.push_back(need.job);
    }
  }
  return ended;
}

std::set<std::string> PipelineGraph::waits_for(const std::string& job, const std::set<std::string>& through) const {
  return walk(job, [&](const NeedRead& need) {
    return !need.optional && (is_own_job(need.job) || through.contains(need.job));
  });
}

bool PipelineGraph::comes_after(const std::string& job, const std::string& other) const {
  return walk(job, [](const NeedRead&) { return true; }).contains(other);
}

bool PipelineGraph::has_circle() const {
  std::map<std::string, std::size_t> place;
  for (const auto& [name, job] : jobs_) place.emplace(name, place.size());
  Digraph graph(place.size());
  for (const auto& [name, job] : jobs_)
    for (const auto& need : before(name)) graph.add(place.at(name), place.at(need.job));
  return !graph.cycles().empty();
}

}  // namespace monoci
