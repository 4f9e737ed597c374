#include <algorithm>
#include <set>

#include "document/document.hpp"
#include "ecosystem/dbt/dbt_manifest.hpp"

namespace monoci {

namespace {

std::set<std::string> adapters_in(const Value& profiles) {
  std::set<std::string> adapters;
  for (const auto& profile : profiles.members) {
    const auto* outputs = profile.value.find("outputs");
    if (outputs == nullptr) continue;
    for (const auto& output : outputs->members)
      if (const auto* type = output.value.find("type")) adapters.insert(type->scalar);
  }
  return adapters;
}

// `env_var('NAME')` without a second word fails where the variable is not set.
bool asks_environment(const std::string& profiles) {
  for (auto at = profiles.find("env_var("); at != std::string::npos; at = profiles.find("env_var(", at + 1)) {
    const auto call = profiles.substr(at, profiles.find(')', at) - at);
    if (!call.contains(',')) return true;
  }
  return false;
}

ModelFacts read_profile(const SourceText& source) {
  ModelFacts facts;
  facts.has_profile = true;
  facts.profile_asks = asks_environment(source.text);
  Diagnostics unheeded;  // whoever starts dbt is told
  if (const auto document = read_yaml(source, unheeded)) {
    const auto adapters = adapters_in(*document);
    facts.adapters.assign(adapters.begin(), adapters.end());
  }
  return facts;
}

}  // namespace

const ModelReading kDbtModels = {.kind = "dbt", .profile_file = "profiles.yml", .read_profile = &read_profile};

}  // namespace monoci
