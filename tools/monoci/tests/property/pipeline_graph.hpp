// The pipelines of one plan as GitLab would see them: read from the documents alone.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/digraph.hpp"
#include "document/document.hpp"

namespace monoci {

struct NeedRead {
  std::string job;
  bool artifacts = false, optional = false;
};

struct JobRead {
  std::size_t pipeline = 0;  // 0 is the child
  std::vector<NeedRead> needs;
  std::string part;  // the file of the pipeline that it starts, where that is a part
  bool waits_for_stages = false;

  const NeedRead* find(const std::string& job) const;
};

class PipelineGraph {
 public:
  // The child first, then the parts, each named as the child's triggers name it.
  explicit PipelineGraph(const std::vector<std::pair<std::string, Value>>& documents);

  const std::map<std::string, JobRead>& jobs() const { return jobs_; }
  const std::vector<std::string>& faults() const { return faults_; }  // jobs twice, needs and files that are nowhere

  // Every job whose end `job` waits for by way of needs, across pipelines. The way goes on only from jobs of `through`,
  // and over no optional need; what monoci adds is always gone through.
  std::set<std::string> waits_for(const std::string& job, const std::set<std::string>& through) const;

  bool comes_after(const std::string& job, const std::string& other) const;  // by whatever needs
  bool has_circle() const;

 private:
  void add_jobs(std::size_t pipeline, const Value& document);
  void check_needs();
  std::vector<NeedRead> before(const std::string& job) const;
  template <class GoesOn>
  std::set<std::string> walk(const std::string& start, const GoesOn& goes_on) const;

  std::map<std::string, JobRead> jobs_;
  std::map<std::string, std::size_t> pipeline_of_file_;
  std::map<std::size_t, std::string> starter_of_;        // the job that starts a part
  std::map<std::size_t, std::vector<std::string>> all_;  // jobs of each pipeline
  std::vector<std::string> faults_;
};

bool is_own_job(const std::string& name);  // one that monoci adds

}  // namespace monoci
