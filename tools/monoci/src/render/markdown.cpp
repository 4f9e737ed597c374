#include "render/markdown.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>
#include <vector>

#include "base/quoted.hpp"
#include "plan/reason_line.hpp"
#include "render/columns.hpp"

namespace monoci {

namespace {

std::string row(std::string_view project, std::string_view kind, std::string_view why) {
  return fmt::format("| {} | {} | {} |\n", plain_markdown(project), plain_markdown(kind), plain_markdown(why));
}

}  // namespace

std::string plain_markdown(std::string_view text) {
  std::string result;
  for (const char each : one_line(text)) {
    constexpr std::string_view kMeaningful = R"(\`*_[]#!|<>&~@$%:)";
    if (kMeaningful.contains(each))
      result += fmt::format("&#{};", static_cast<int>(static_cast<unsigned char>(each)));
    else
      result += each;
  }
  return result;
}

std::string render_affected_markdown(const AffectedReport& report, const TextStyle&) {
  const auto& affected = report.affected;
  auto text = fmt::format("**{} of {} affected**", affected.projects.size(),
                          counted(report.workspace.projects.size(), "project", "projects"));
  if (!report.why.empty()) text += ", compared with " + plain_markdown(report.why);
  text += "\n";
  if (!affected.projects.empty() || !affected.deleted.empty() || !affected.left.empty())
    text += "\n| project | kind | why |\n| --- | --- | --- |\n";
  std::map<std::pair<std::string, std::string>, std::vector<ProjectId>> alike;  // by kind and reason, each told once
  std::vector<std::pair<std::string, std::string>> order;
  for (const auto& [id, project] : affected.projects) {
    const auto* found = report.workspace.find(id);
    std::pair row(found ? found->kind : "", reason_line(affected, project));
    auto& ids = alike[row];
    if (ids.empty()) order.push_back(std::move(row));
    ids.push_back(id);
  }
  for (const auto& each : order) {
    std::string names;
    for (const auto& id : alike.at(each)) names.append(names.empty() ? "" : ", ").append(quoted_if_odd(id.str()));
    text += row(names, each.first, each.second);
  }
  for (const auto& [id, project] : affected.deleted) text += row(quoted_if_odd(id.str()), "", "deleted");
  for (const auto& [id, project] : affected.left)
    text += row(quoted_if_odd(id.str()), "", reason_line(affected, project));
  for (const auto& told : {unowned_line(affected), idle_files_line(affected)})
    if (!told.empty()) text += "\n" + plain_markdown(told) + "\n";
  for (const auto& because : affected.widened) text += "\nWider than the change: " + plain_markdown(because) + "\n";
  return text;
}

}  // namespace monoci
