#include <nlohmann/json.hpp>
#include <unordered_map>

#include "render/json_parts.hpp"
#include "render/plan_report.hpp"

namespace monoci {

namespace {

constexpr int kPlanVersion = 2;

Json json(const Job& job, const std::string& file) {
  auto needs = Json::array();
  for (const auto& need : job.needs.value_or(std::vector<Need>{})) needs.push_back(need.job);
  return {{"name", job.name},
          {"project", job.project ? Json(job.project->str()) : Json(nullptr)},
          {"job", job.task.empty() ? Json(nullptr) : Json(job.task)},
          {"stage", job.stage},
          {"why", job.why.empty() ? Json(nullptr) : Json(job.why)},
          {"needs", needs},
          {"file", file}};
}

Json jobs_json(const PlanReport& report) {
  std::unordered_map<std::string, std::string> file_of;
  for (const auto& file : report.files)
    for (const auto& job : file.jobs) file_of[job] = file.path;
  auto jobs = Json::array();
  const auto add = [&](const Pipeline& pipeline) {
    for (const auto& job : pipeline.jobs) jobs.push_back(json(job, file_of[job.name]));
  };
  add(report.plan.child);
  for (const auto& part : report.plan.parts) add(part);
  return jobs;
}

Json files_json(const PlanReport& report) {
  auto files = Json::array();
  for (const auto& file : report.files)
    files.push_back({{"path", file.path}, {"pipeline", file.pipeline}, {"jobs", file.jobs.size()}});
  return files;
}

Json splits_json(const Plan& plan) {
  auto splits = Json::array();
  for (const auto& part : plan.parts)
    splits.push_back({{"pipeline", part.name}, {"jobs", part.jobs.size()}, {"why", plan.split_why}});
  return splits;
}

Json cuts_json(const Plan& plan) {
  auto cuts = Json::array();
  for (const auto& cut : plan.cuts)
    cuts.push_back({{"job", cut.job}, {"need", cut.need}, {"file", cut.edge.file.str()}, {"line", cut.edge.line}});
  return cuts;
}

Json skipped_json(const Plan& plan) {
  auto skipped = Json::array();
  for (const auto& each : plan.skipped)
    skipped.push_back({{"project", each.project.str()}, {"job", each.job}, {"why", each.why}});
  return skipped;
}

}  // namespace

std::string render_plan_json(const PlanReport& report) {
  const auto& answer = report.answer;
  return dumped({{"version", kPlanVersion},
                 {"base", base_json(answer)},
                 {"head", head_json(answer)},
                 {"complete", report.plan.complete},
                 {"widened", answer.affected.widened},
                 {"affected", affected_json(answer)},
                 {"deleted", deleted_json(answer)},
                 {"left", left_json(answer)},
                 {"unowned", unowned_json(answer)},
                 {"idle_files", idle_files_json(answer)},
                 {"causes", causes_json(answer.affected)},
                 {"sets", sets_json(answer.affected)},
                 {"steps", steps_json(answer.affected)},
                 {"files", files_json(report)},
                 {"jobs", jobs_json(report)},
                 {"skipped", skipped_json(report.plan)},
                 {"cuts", cuts_json(report.plan)},
                 {"splits", splits_json(report.plan)}});
}

}  // namespace monoci
