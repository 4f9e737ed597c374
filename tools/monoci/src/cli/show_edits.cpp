#include "cli/show_edits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/quoted.hpp"
#include "gitview/patch.hpp"

namespace monoci {

namespace {

struct Line {
  RepoPath path;
  std::string text;
  auto operator<=>(const Line&) const = default;
};

std::string shown_link(const std::string& name, const std::string& target) {
  return fmt::format("{} -> {}", quoted_if_odd(name), quoted_if_odd(target));
}

// New files and links, each as its name.
std::vector<Line> new_entries(const TreeEdits& edits) {
  std::vector<Line> lines;
  for (const auto& file : edits.files)
    lines.push_back({file.path, quoted_if_odd(file.path.name()) + (file.executable ? " (executable)" : "")});
  for (const auto& link : edits.links)
    lines.push_back({link.path, shown_link(std::string(link.path.name()), link.target)});
  std::ranges::sort(lines);
  return lines;
}

// Entries below their directories, each level two spaces further in.
std::string shown_tree(const std::vector<Line>& entries) {
  std::string text;
  RepoPath before;
  for (const auto& [path, shown] : entries) {
    const auto parent = path.parent();
    const auto above = parent.components(), last = before.components();
    const auto known = static_cast<std::size_t>(std::ranges::mismatch(above, last).in1 - above.begin());
    for (auto depth = known; depth < above.size(); ++depth)
      text += fmt::format("{:{}}{}/\n", "", 2 * depth, quoted_if_odd(above[depth]));
    text += fmt::format("{:{}}{}\n", "", 2 * above.size(), shown);
    before = parent;
  }
  return text;
}

std::string moved_line(const MovedDirectory& moved) {
  return fmt::format("moved {} to {}\n", quoted_if_odd(moved.from.str()), quoted_if_odd(moved.to.str()));
}

}  // namespace

std::string show_edits(const TreeEdits& edits) {
  std::vector<std::string> parts;
  if (edits.moved) parts.push_back(moved_line(*edits.moved));
  parts.push_back(shown_tree(new_entries(edits)));
  std::string links;
  for (const auto& link : edits.edited_links)
    links +=
        fmt::format("-{}\n+{}\n", shown_link(link.path.str(), link.before), shown_link(link.path.str(), link.after));
  parts.push_back(std::move(links));
  for (const auto& file : edits.edits)
    parts.push_back(gitview::unified_patch(file.path.str(), file.before, file.after));
  std::string text;
  for (const auto& part : parts) {
    if (!part.empty() && !text.empty()) text += '\n';
    text += part;
  }
  return text;
}

std::string list_edits(const TreeEdits& edits) {
  std::vector<Line> lines;
  const auto name = [](const RepoPath& path) { return quoted_if_odd(path.str()); };
  for (const auto& file : edits.files) lines.push_back({file.path, "created " + name(file.path)});
  for (const auto& link : edits.links)
    lines.push_back({link.path, "linked " + shown_link(link.path.str(), link.target)});
  for (const auto& link : edits.edited_links)
    lines.push_back({link.path, "changed " + shown_link(link.path.str(), link.after)});
  for (const auto& file : edits.edits) lines.push_back({file.path, "changed " + name(file.path)});
  std::ranges::sort(lines);
  std::string text = edits.moved ? moved_line(*edits.moved) : "";
  for (const auto& line : lines) text += line.text + '\n';
  return text;
}

}  // namespace monoci
