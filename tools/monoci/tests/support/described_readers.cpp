#include "support/described_readers.hpp"

#include "config/config.hpp"

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

constexpr DescribedReader kReaders[] = {
    {"monoci", &read_monoci_yaml},
    {"monoci.project", &read_project_yaml},
};

}  // namespace

std::span<const DescribedReader> described_readers() { return kReaders; }

}  // namespace monoci
