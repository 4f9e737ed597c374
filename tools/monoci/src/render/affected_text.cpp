#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/quoted.hpp"
#include "plan/reason_line.hpp"
#include "render/columns.hpp"
#include "render/formats.hpp"
#include "render/standing.hpp"

namespace monoci {

namespace {

constexpr std::size_t kShortCommit = 10, kWidestColumn = 48;
constexpr std::size_t kLineWidth = 100;  // characters, where names of one reason end a line

std::string why(const Affected& answer, const AffectedProject& project) {
  const auto line = reason_line(answer, project);
  const auto count = count_reasons(answer, project);
  return count < 2 ? line : fmt::format("{} (and {})", line, counted(count - 1, "more reason", "more reasons"));
}

// Names as lines of a margin, as many in each as fit.
std::string lines_of(const std::vector<std::string>& names, std::string_view margin) {
  std::string text, line;
  for (const auto& name : names) {
    if (!line.empty() && width(line) + 2 + width(name) > kLineWidth) text += std::exchange(line, "") + ",\n";
    line += (line.empty() ? std::string(margin) : ", ") + name;
  }
  return text + line + "\n";
}

std::string commit(const std::string& id) { return id.substr(0, kShortCommit); }

class AffectedText {
 public:
  AffectedText(const AffectedReport& report, const TextStyle& style) : report_(report), style_(style) {}

  std::string text() {
    add_summary();
    add_question();
    add_projects();
    add_deleted();
    add_left();
    add_unowned();
    for (const auto& because : report_.affected.widened)
      line(style_.warning("wider than the change: " + one_line(because)));
    return std::move(text_);
  }

 private:
  void line(std::string_view text) { text_ += std::string(text) + "\n"; }

  void add_summary() {
    const auto& projects = report_.affected.projects;
    const auto& deleted = report_.affected.deleted;
    const auto all = counted(report_.workspace.projects.size(), "project", "projects");
    auto summary = projects.empty() ? fmt::format("None of {} is affected", all)
                                    : fmt::format("{} of {} affected", projects.size(), all);
    if (report_.all_affected > 0) {
      summary = fmt::format("{} of {} affected, {} shown", report_.all_affected, all, projects.size());
    }
    if (!deleted.empty()) summary += fmt::format(", {} deleted", deleted.size());
    if (const auto left = report_.affected.left.size(); left > 0)
      summary += fmt::format(", {} no {} any more", left, left == 1 ? "project" : "projects");
    line(style_.strong(summary));
  }

  void add_question() {
    std::vector<std::string> bases;
    for (const auto& base : report_.bases) bases.push_back(commit(base));
    const auto why = one_line(report_.why);
    if (!bases.empty())
      line(style_.faint(fmt::format("base {}{}", fmt::join(bases, ", "), why.empty() ? "" : ": " + why)));
    if (bases.empty() && !why.empty()) line(style_.faint(fmt::format("no base: {}", why)));
    if (!report_.head.empty())
      line(style_.faint(
          fmt::format("head {}{}", commit(report_.head), report_.uncommitted ? " and what is not committed" : "")));
  }

  void add_projects() {
    std::map<std::pair<Standing, std::string>, std::vector<ProjectId>> parts;  // by kind what is in a workspace
    const Standings standings(report_.workspace);
    std::size_t widest = 0;
    for (const auto& [id, project] : report_.affected.projects) {
      const auto* found = report_.workspace.find(id);
      const auto standing = found ? standings.of(*found) : Standing::in_workspace;
      const bool by_kind = found && standing == Standing::in_workspace;
      parts[{standing, by_kind ? one_line(found->kind) : ""}].push_back(id);
      widest = std::max(widest, width(quoted_if_odd(id.str())));
    }
    for (const auto& [part, ids] : parts) {
      const auto& [standing, kind] = part;
      line("");
      line(style_.heading(standing != Standing::in_workspace ? heading_of(standing) : kind.empty() ? "other" : kind));
      add_part(ids, std::min(widest, kWidestColumn));
    }
  }

  // A reason that many projects share is told once, behind those that have one of their own.
  void add_part(const std::vector<ProjectId>& ids, std::size_t column) {
    std::map<std::string, std::vector<std::string>> by_reason;
    std::vector<std::pair<std::string, std::string>> rows;  // name and reason
    for (const auto& id : ids) {
      const auto& row =
          rows.emplace_back(quoted_if_odd(id.str()), why(report_.affected, report_.affected.projects.at(id)));
      by_reason[row.second].push_back(in_a_list(row.first));
    }
    for (const auto& [name, reason] : rows)
      if (by_reason.at(reason).size() <= kMostToldAlone)
        line(fmt::format("  {}  {}", padded(name, column), style_.faint(reason)));
    for (const auto& [reason, names] : by_reason) {
      if (names.size() <= kMostToldAlone) continue;
      line(fmt::format("  {} projects: {}", names.size(), style_.faint(reason)));
      text_ += lines_of(names, "    ");
    }
  }

  void add_deleted() {
    if (report_.affected.deleted.empty()) return;
    line("");
    line(style_.heading("deleted"));
    for (const auto& [id, project] : report_.affected.deleted) line("  " + quoted_if_odd(id.str()));
  }

  void add_left() {
    if (report_.affected.left.empty()) return;
    line("");
    line(style_.heading("no project any more"));
    for (const auto& [id, project] : report_.affected.left)
      line(fmt::format("  {}  {}", quoted_if_odd(id.str()), style_.faint(why(report_.affected, project))));
  }

  void add_unowned() {
    for (const auto& told : {unowned_line(report_.affected), idle_files_line(report_.affected)}) {
      if (told.empty()) continue;
      line("");
      line(told);
    }
  }

  const AffectedReport& report_;
  const TextStyle& style_;
  std::string text_;
};

}  // namespace

std::string render_affected_text(const AffectedReport& report, const TextStyle& style) {
  return AffectedText(report, style).text();
}

std::string render_affected_paths(const AffectedReport& report, const TextStyle& style) {
  std::string text;
  for (const auto& [id, project] : report.affected.projects) text += listed(id.str(), style.line_end);
  return text;
}

std::string render_affected_names(const AffectedReport& report, const TextStyle& style) {
  std::string text;
  for (const auto& [id, affected] : report.affected.projects)
    if (const auto* project = report.workspace.find(id)) text += listed(project->name, style.line_end);
  return text;
}

}  // namespace monoci
