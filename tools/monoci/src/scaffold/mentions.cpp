#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/quoted.hpp"
#include "scaffold/moved_texts.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMost = 40;
constexpr std::size_t kLargest = 1 << 20;  // bytes of a file that is looked into
constexpr std::string_view kPlaces[] = {".", ".gitlab", ".gitlab/ci", ".github/workflows", "templates/ci", "docs"};
constexpr std::string_view kPageNames[] = {"README", "Dockerfile", "Containerfile", "Makefile"};
constexpr std::string_view kEndings[] = {".md", ".yml", ".yaml", ".sh", ".Dockerfile"};

bool is_page(std::string_view name) {
  return std::ranges::any_of(kPageNames, [&](std::string_view each) { return name.starts_with(each); }) ||
         std::ranges::any_of(kEndings, [&](std::string_view each) { return name.ends_with(each); });
}

bool is_of_a_path(char each) {
  return std::isalnum(static_cast<unsigned char>(each)) != 0 || each == '-' || each == '_';
}

// As a path of its own, not as a part of a longer name.
bool names(std::string_view line, std::string_view path) {
  for (auto at = line.find(path); at != std::string_view::npos; at = line.find(path, at + 1)) {
    const auto end = at + path.size();
    const bool begins = at == 0 || !is_of_a_path(line[at - 1]);
    if (begins && (end == line.size() || !is_of_a_path(line[end]))) return true;
  }
  return false;
}

void look_into(const FileTree& tree, const RepoPath& file, std::string_view path, std::vector<std::string>& found) {
  const auto text = tree.read(file);
  if (!text || text->size() > kLargest) return;
  std::string_view rest = *text;
  for (int line = 1; !rest.empty() && found.size() < kMost; ++line) {
    const auto words = rest.substr(0, rest.find('\n'));
    if (names(words, path)) found.push_back(fmt::format("{}:{}: {}", quoted_if_odd(file.str()), line, one_line(words)));
    rest.remove_prefix(std::min(words.size() + 1, rest.size()));
  }
}

}  // namespace

std::vector<std::string> mentions_of(const RepoPath& directory, const Workspace& workspace, const FileTree& tree) {
  std::set<RepoPath> places;
  for (const auto place : kPlaces) places.insert(RepoPath::parse(place).value());
  for (const auto& [id, project] : workspace.projects) places.insert(id.directory);
  std::vector<std::string> found;
  for (const auto& place : places)
    for (const auto& entry : tree.list(place))
      if (entry.type == EntryType::file && is_page(entry.name))
        look_into(tree, place.child(entry.name), directory.str(), found);
  return found;
}

}  // namespace monoci
