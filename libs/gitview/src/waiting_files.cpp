#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

#include "faults_before_opening.hpp"
#include "regular_file.hpp"

namespace gitview {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxConfig = std::size_t{4} << 20;
constexpr int kMaxIncludeDepth = 10;  // git's and libgit2's
constexpr int kMaxIncludes = 1000;    // of one configuration: ten levels that include twice are as many already

std::string lower(std::string_view text) {
  std::string copy(text);
  std::ranges::transform(copy, copy.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return copy;
}

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  return begin == std::string_view::npos ? "" : text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

// The value behind a '=': quotes away, escapes undone, without a comment.
std::string value_behind(std::string_view text) {
  std::string value;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"')
      quoted = !quoted;
    else if (c == '\\' && at + 1 < text.size())
      value += text[++at];
    else if ((c == '#' || c == ';') && !quoted)
      break;
    else
      value += c;
  }
  return std::string(without_blanks(value));
}

// A line and those that a '\' at its end adds to it.
std::string take_line(std::string_view& rest) {
  std::string line;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    line += rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!line.ends_with('\\')) break;
    line.pop_back();
  }
  return line;
}

struct NamedFiles {
  std::vector<std::string> included;  // whatever the condition: one that is not met today may be tomorrow
  std::vector<std::string> opened;    // by git, as lists of patterns
};

NamedFiles named_files(std::string_view text) {
  NamedFiles files;
  bool in_include = false, in_core = false;
  while (!text.empty()) {
    const std::string whole = take_line(text);
    std::string_view line = without_blanks(whole);
    if (line.starts_with('[')) {
      in_include = lower(line.substr(0, 8)) == "[include";
      in_core = lower(line.substr(0, 6)) == "[core]";
      const std::size_t end = line.rfind(']');
      line = without_blanks(end == std::string_view::npos ? "" : line.substr(end + 1));
    }
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string key = lower(without_blanks(line.substr(0, equals)));
    if (in_include && key == "path") files.included.push_back(value_behind(line.substr(equals + 1)));
    if (in_core && (key == "excludesfile" || key == "attributesfile"))
      files.opened.push_back(value_behind(line.substr(equals + 1)));
  }
  return files;
}

Failure waits_for_ever(const fs::path& file) {
  return {FailureKind::io, "this is no regular file, and reading it might never end", file.string(), "remove it"};
}

class Configuration {
 public:
  explicit Configuration(std::string home) : home_(std::move(home)) {}

  std::optional<Failure> check(const fs::path& file, int depth = 0) {
    const auto text = read_regular_file(file, kMaxConfig);
    if (!text) return text.error();
    if (!*text) return std::nullopt;
    const NamedFiles files = named_files(**text);
    for (const std::string& path : files.opened) {
      const fs::path opened = place_of(path, file.parent_path());  // a relative one counts from the work tree
      std::error_code ignored;
      if (fs::is_fifo(opened, ignored)) return waits_for_ever(opened);
    }
    for (const std::string& path : files.included) {
      if (depth == kMaxIncludeDepth || ++count_ > kMaxIncludes) {
        return Failure{FailureKind::damaged_config, "this configuration includes too many files, or itself",
                       file.string(), "`git config --list --show-origin` says what it includes"};
      }
      if (auto failure = check(place_of(path, file), depth + 1)) return failure;
    }
    return std::nullopt;
  }

 private:
  fs::path place_of(const std::string& path, const fs::path& file) const {
    if (path.starts_with("~/")) return home_ + path.substr(1);
    return file.parent_path() / path;
  }

  std::string home_;
  int count_ = 0;
};

std::string first_line(const fs::path& file) {
  constexpr std::size_t kMost = 65536;
  const auto text = read_regular_file(file, kMost);
  if (!text || !*text) return {};
  return std::string(without_blanks(std::string_view(**text).substr(0, (*text)->find('\n'))));
}

std::optional<Failure> check_git_directory(const fs::path& directory, Configuration& configuration) {
  for (const char* name : {"HEAD", "commondir", "gitdir", "config", "config.worktree", "packed-refs", "shallow",
                           "index", "info/exclude", "info/attributes", "info/sparse-checkout", "info/grafts",
                           "objects/info/alternates", "objects/info/commit-graph"}) {
    if (is_special_file(directory / name)) return waits_for_ever(directory / name);
  }
  for (const char* name : {"config", "config.worktree"})
    if (auto failure = configuration.check(directory / name)) return failure;
  return std::nullopt;
}

}  // namespace

std::optional<Failure> find_waiting_file(const fs::path& entry, const std::map<std::string, std::string>& environment) {
  constexpr std::string_view kGitDirLine = "gitdir: ";
  fs::path directory = entry;
  if (const std::string link = first_line(entry); link.starts_with(kGitDirLine))
    directory = entry.parent_path() / link.substr(kGitDirLine.size());
  const auto home = environment.find("HOME");
  Configuration configuration(home == environment.end() ? "" : home->second);
  if (auto failure = check_git_directory(directory, configuration)) return failure;
  const std::string common = first_line(directory / "commondir");
  return common.empty() ? std::nullopt : check_git_directory(directory / common, configuration);
}

}  // namespace gitview
