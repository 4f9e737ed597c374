// Which jobs say something else than before where job templates, or files that their scripts name, changed.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "affected/affected.hpp"
#include "plan/ci_dialect.hpp"
#include "plan/templates.hpp"

namespace monoci {

// What the templates of each kind say, of one tree; nothing where that cannot be told.
using Definitions = std::map<std::string, std::optional<TemplateDefinition>>;

Definitions definitions_of(const Config& config, const ReadTemplate& read, const CiDialect& dialect);

// The jobs that differ for what their templates say, for what their scripts name, or because they take files of jobs
// that differ. Where it cannot be told which, all do.
class RedefinedJobs {
 public:
  // `before`: of each base; without one all jobs differ. The others must outlive it.
  RedefinedJobs(const Workspace& head, const Affected& affected, const Templates& templates, const CiDialect& dialect,
                const Definitions& now, const std::vector<Definitions>& before);

  bool has(const Project& project, const std::string& job) const;
  // Whether that reason of a project, a changed template or what a script names, is one of the job.
  bool concerns(const Project& project, const ReasonGroup& reason, const std::string& job) const;

 private:
  using Jobs = std::optional<std::set<std::string>>;  // nothing: all

  void take(const std::string& kind, const ReasonGroup& reason, const Affected& affected);
  bool stands_in_words(const std::string& kind, const Cause& cause) const;
  Jobs in_words(const std::string& kind) const;
  Jobs naming(const std::string& kind, const Spot& command) const;
  bool is_changed_by(const Project& project, const std::string& job) const;
  bool makes_files(const Value& settings) const;
  bool is_job(const std::string& kind, const std::string& name) const;
  void add_those_that_take_files();
  bool takes_files(const KindJobs& kind, const TemplateJob& job) const;
  bool hands_on_files(const KindJobs& kind, const std::string& job) const;

  const Workspace& workspace_;
  const Templates& templates_;
  const CiDialect& dialect_;
  const Definitions& now_;
  const std::vector<Definitions>& before_;
  std::map<std::tuple<std::string, Spot, SetId>, Jobs> of_reasons_;    // by kind and command; no command: the words
  std::map<std::string, Jobs> redefined_;                              // by kind, with those that take files
  std::set<std::pair<std::string, std::string>> changed_by_projects_;  // kind and job: what these say is not known here
};

}  // namespace monoci
