#pragma once

#include <vector>

#include "gitlab/gitlab_target.hpp"
#include "plan/plan.hpp"

namespace monoci {

// What jobs that monoci makes say besides their stage and needs: joins, idle jobs and the carrier print a constant and
// fetch nothing; the others trigger a pipeline. `carrier` is the name of the job that has the files of the parts.
std::vector<Member> own_job_settings(const Job& job, const GitLabTarget& target, const std::string& carrier);

}  // namespace monoci
