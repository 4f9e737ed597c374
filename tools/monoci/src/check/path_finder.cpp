#include "check/path_finder.hpp"

#include <algorithm>
#include <array>

#include "ecosystem/ecosystem.hpp"

namespace monoci {

namespace {

constexpr std::size_t kLongestPath = 512;
constexpr std::string_view kNoInput = "monoci: no input";  // what people write on a line whose paths nobody reads

// Texts in which a path is a word, and what begins a comment there.
struct Format {
  std::string_view ending, comment;
};
constexpr Format kFormats[] = {{".sh", "#"},   {".bash", "#"}, {".yml", "#"},       {".yaml", "#"},
                               {".toml", "#"}, {".sql", "--"}, {"Dockerfile", "#"}, {"Containerfile", "#"}};

const Format* format_of(std::string_view name) {
  const auto* const found =
      std::ranges::find_if(kFormats, [&](const Format& each) { return name.ends_with(each.ending); });
  if (found != std::end(kFormats)) return found;
  return name.starts_with("Dockerfile.") || name.starts_with("Containerfile.") ? &kFormats[6] : nullptr;
}

const CodeReading* code_of(std::string_view name) {
  for (const auto& ecosystem : ecosystems())
    if (ecosystem.code != nullptr && name.ends_with(ecosystem.code->suffix)) return ecosystem.code;
  return nullptr;
}

bool is_of_path(char each) {
  return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') ||
         std::string_view("_./@+-").contains(each) || static_cast<unsigned char>(each) >= 0x80;
}

std::string_view without_comment(std::string_view line, std::string_view comment) {
  for (auto at = line.find(comment); at != std::string_view::npos; at = line.find(comment, at + 1))
    if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') return line.substr(0, at);
  return line;
}

// Code speaks of `.github/workflows/ci.yml` without opening it.
bool is_hidden_from_code(std::string_view path) {
  return path.size() > 1 && path[0] == '.' && path[1] != '.' && path[1] != '/';
}

std::set<int> lines_with(std::string_view words, std::string_view text) {
  std::set<int> lines;
  int line = 1;
  std::size_t counted = 0;
  for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    line += static_cast<int>(std::ranges::count(text.substr(counted, at - counted), '\n'));
    counted = at;
    lines.insert(line);
  }
  return lines;
}

// Words that may be paths. One beside a wildcard is a pattern, one behind a colon and two slashes an address.
template <class Each>
void for_each_word(std::string_view line, const Each& each) {
  for (std::size_t at = 0; at < line.size();) {
    if (!is_of_path(line[at])) {
      ++at;
      continue;
    }
    auto end = at;
    while (end < line.size() && is_of_path(line[end])) ++end;
    const auto word = line.substr(at, end - at);
    const char before = at > 0 ? line[at - 1] : ' ';
    const char behind = end < line.size() ? line[end] : ' ';
    const bool is_variable = before == '$' || before == '}' || before == ')';
    const auto slash = word.find('/');
    if (!std::string_view("*?[]{<%~").contains(before) && !std::string_view("*?[{<$%").contains(behind)) {
      if (!is_variable && slash != 0)  // what begins with a slash is elsewhere
        each(word);
      else if (is_variable && slash != std::string_view::npos)  // `$ROOT/a/x.sql`, `${ROOT}/a/x.sql`, `$(pwd)/a/x.sql`
        each(word.substr(slash));
    }
    at = end;
  }
}

// Whether a path is what an input names.
struct IsNamedBy {
  const Workspace& workspace;
  const Project& project;
  const RepoPath& path;

  bool operator()(const OwnedFiles&) const { return workspace.owner(path) == &project; }
  bool operator()(const OneFile& file) const { return file.path == path; }
  bool operator()(const Subtree& subtree) const { return subtree.path.contains(path); }
  bool operator()(const Matches& matches) const { return matches.glob.matches_at_or_above(path); }
  bool operator()(const MatchesBeside& matches) const { return matches.glob.matches_at_or_above(path); }
  bool operator()(const ContextFiles& context) const {
    const auto names = context_names(context.ecosystem);
    return path.parent() == context.directory && std::ranges::find(names, path.name()) != names.end();
  }
  bool operator()(const UnownedFiles&) const { return workspace.owner(path) == nullptr; }
  bool operator()(const Setting&) const { return false; }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

}  // namespace

bool PathFinder::reads(std::string_view file_name) {
  return format_of(file_name) != nullptr || code_of(file_name) != nullptr;
}

void PathFinder::look_at(const RepoPath& file, const Project& owner, std::string_view text) {
  if (const auto* code = code_of(file.name())) {
    const auto unread = lines_with(kNoInput, text);
    for (const auto& string : code->strings(text))
      if (!unread.contains(string.line) && !is_hidden_from_code(string.text))
        consider(string.text, file, string.line, owner);
    return;
  }
  const auto* format = format_of(file.name());
  if (format == nullptr) return;
  for (int number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    if (!line.contains(kNoInput))
      for_each_word(without_comment(line, format->comment),
                    [&](std::string_view word) { consider(word, file, number, owner); });
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
}

// As seen from the file, from its project or from the top; what lies in the project itself is nobody else's.
std::optional<RepoPath> PathFinder::meant(std::string_view text, const RepoPath& file, const Project& owner) const {
  const auto& home = owner.id.directory;
  const bool is_behind_another = text.starts_with('/');
  if (is_behind_another) text.remove_prefix(1);
  const bool from_top = is_behind_another && !text.starts_with("../");  // `$HERE/../x` is seen from the file
  const RepoPath top;
  const std::array<const RepoPath*, 3> places = {&top, &home, &top};
  const auto beside = file.parent();
  for (std::size_t which = 0; which < places.size(); ++which) {
    if (from_top && which < 2) continue;
    auto path = (which == 0 ? beside : *places[which]).resolve(text);
    if (!path || path->is_root() || !files_.type(*path)) continue;
    if (path->parent().is_root() && (from_top || path->name().find('.', 1) == std::string_view::npos))
      continue;  // a word like any other
    if (home.contains(*path) || path->contains(home)) return {};
    if (workspace_.find({*path}) != nullptr) return {};  // it names a project, not what is in it
    return path;
  }
  return {};
}

bool PathFinder::is_known(const Project& owner, const RepoPath& path) {
  const auto [known, is_new] = known_.try_emplace({&owner, path});
  if (!is_new) return known->second;
  const auto* other = workspace_.owner(path);
  const auto ignored = [&](const Glob& glob) { return glob.matches_at_or_above(path); };
  known->second = (other != nullptr && needed_.contain(owner, other->id)) || std::ranges::any_of(owner.ignore, ignored);
  if (known->second) return true;
  const auto [inputs, is_first] = inputs_.try_emplace(&owner);
  if (is_first) inputs->second = inputs_of(workspace_, owner);
  known->second = std::ranges::any_of(
      inputs->second, [&](const Input& input) { return std::visit(IsNamedBy{workspace_, owner, path}, input.what); });
  return known->second;
}

void PathFinder::consider(std::string_view text, const RepoPath& file, int line, const Project& owner) {
  while (text.ends_with('.') || text.ends_with('/')) text.remove_suffix(1);
  if (text.size() < 3 || text.size() > kLongestPath) return;
  if (!text.contains('/') || text.contains("//")) return;
  const auto path = meant(text, file, owner);
  if (!path || is_known(owner, *path)) return;
  const Spot spot{file.str(), line, 1};
  const auto [known, is_new] = found_.try_emplace({owner.id, *path});
  if (is_new || spot < known->second.first) known->second = {&owner, workspace_.owner(*path), *path, spot};
}

std::vector<PathOfOthers> PathFinder::found() const {
  std::vector<PathOfOthers> all;
  for (const auto& [key, each] : found_) all.push_back(each);
  return all;
}

}  // namespace monoci
