#include "render/markdown.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "base/quoted.hpp"
#include "plan/reason_line.hpp"
#include "render/columns.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostInARow = 50;  // projects that share a reason: the note may have to be cut between rows

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
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> alike;  // names by kind and reason
  std::vector<std::pair<std::string, std::string>> order;
  for (const auto& [id, project] : affected.projects) {
    const auto* found = report.workspace.find(id);
    std::pair row(found ? found->kind : "", reason_line(affected, project));
    auto& names = alike[row];
    if (names.empty()) order.push_back(std::move(row));
    names.push_back(in_a_list(quoted_if_odd(id.str())));
  }
  for (const auto& each : order) {
    const auto& names = alike.at(each);
    const auto in_a_row = names.size() > kMostToldAlone ? kMostInARow : 1;
    for (std::size_t at = 0; at < names.size(); at += in_a_row) {
      const auto part = std::span(names).subspan(at, std::min(in_a_row, names.size() - at));
      text += row(fmt::format("{}", fmt::join(part, ", ")), each.first, each.second);
    }
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
