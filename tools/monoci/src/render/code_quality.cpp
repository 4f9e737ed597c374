#include <map>
#include <nlohmann/json.hpp>

#include "base/quoted.hpp"
#include "plan/short_hash.hpp"
#include "render/findings.hpp"
#include "render/json_parts.hpp"

namespace monoci {

namespace {

std::string_view severity(const Finding& finding) {
  return finding.diagnostic.severity == Severity::error ? "major" : "minor";
}

std::string description(const Diagnostic& diagnostic) {
  return one_line(diagnostic.hint.empty() ? diagnostic.what : diagnostic.what + ". Hint: " + diagnostic.hint);
}

}  // namespace

std::string render_findings_code_quality(const std::vector<Finding>& findings, const TextStyle&) {
  auto report = Json::array();
  std::map<std::string, int> uses;  // of one text: GitLab takes two findings of one fingerprint for one
  for (const auto& finding : findings) {
    const auto& where = finding.diagnostic.where.value();
    auto identity = std::string(finding.check) + '\0' + where.file.str() + '\0' + finding.diagnostic.what;
    if (const auto times = ++uses[identity]; times > 1) identity += '\0' + std::to_string(times);
    report.push_back({{"description", description(finding.diagnostic)},
                      {"check_name", finding.check},
                      {"fingerprint", short_hash(identity, 16)},
                      {"severity", severity(finding)},
                      {"location", {{"path", where.file.str()}, {"lines", {{"begin", std::max(where.line, 1)}}}}}});
  }
  return dumped(report);
}

}  // namespace monoci
