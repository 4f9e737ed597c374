#include "init/job_spec.hpp"

namespace monoci {

std::span<const JobMaker> job_makers() {
  static constexpr JobMaker kMakers[] = {&ruff_job,   &mypy_job, &pyright_job,  &ty_job,
                                         &pytest_job, &dbt_job,  &sqlfluff_job, &container_job};
  return kMakers;
}

}  // namespace monoci
