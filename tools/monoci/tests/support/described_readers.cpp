#include "support/described_readers.hpp"

#include <regex>

#include "config/config.hpp"
#include "scaffold/scaffold.hpp"

namespace monoci {

namespace {

Diagnostics read_monoci_yaml(const std::string& yaml) {
  Diagnostics problems;
  read_config({"monoci.yaml", yaml}, problems);
  return problems;
}

Diagnostics read_project_yaml(const std::string& yaml) {
  Diagnostics problems;
  if (const auto document = read_yaml({"monoci.project.yaml", yaml}, problems))
    read_project_settings(*document, problems);
  return problems;
}

Diagnostics read_scaffold_yaml(const std::string& yaml) {
  Diagnostics problems;
  read_scaffold({"scaffold.yml", yaml}, "x", problems);
  return problems;
}

constexpr DescribedReader kReaders[] = {
    {"monoci", &read_monoci_yaml, "^there is no kind "},
    {"monoci.project", &read_project_yaml, "^$"},
    {"scaffold", &read_scaffold_yaml, "^there is no variable |^the default of | is never "},
};

}  // namespace

std::span<const DescribedReader> described_readers() { return kReaders; }

std::vector<std::string> faults_of_shape(const DescribedReader& reader, const std::string& yaml) {
  const std::regex beyond(reader.beyond_schemas);
  std::vector<std::string> faults;
  for (const auto& problem : reader.read(yaml).sorted())
    if (problem.severity == Severity::error && !std::regex_search(problem.what, beyond))
      faults.push_back(to_text(problem));
  return faults;
}

}  // namespace monoci
