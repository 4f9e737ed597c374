#include <algorithm>

#include "base/path_parts.hpp"
#include "document/toml_document.hpp"
#include "ecosystem/ecosystem.hpp"
#include "ecosystem/named_paths.hpp"
#include "tree/tree_index.hpp"

namespace monoci {

namespace {

constexpr std::string_view kContainerFiles[] = {"Dockerfile",    "dockerfile",      "Dockerfile.*",
                                                "Dockerfile-*",  "*.Dockerfile",    "*.dockerfile",
                                                "Containerfile", "Containerfile.*", "*.Containerfile"};
constexpr std::string_view kComposeFiles[] = {"compose.yml",    "compose.yaml",        "compose.*.yml",
                                              "compose.*.yaml", "docker-compose*.yml", "docker-compose*.yaml"};
constexpr std::string_view kCrateFiles[] = {"Cargo.toml"};
constexpr std::string_view kBuildPrograms[] = {
    "setup.py",        "noxfile.py",       "Makefile",     "makefile",     "GNUmakefile",   "justfile",
    "Justfile",        ".justfile",        "Taskfile.yml", "taskfile.yml", "Taskfile.yaml", "taskfile.yaml",
    "environment.yml", "environment.yaml", "Pipfile",      "hatch.toml",   "pixi.toml"};
constexpr std::string_view kRequirements[] = {"requirements*.txt", "*requirements.txt", "requirements*.in",
                                              "*requirements.in"};

constexpr NamingFile kNamingFiles[] = {{kContainerFiles, &container_paths},
                                       {kComposeFiles, &compose_paths},
                                       {kCrateFiles, &crate_paths},
                                       {kBuildPrograms, &build_paths},
                                       {kRequirements, &requirements_paths}};

}  // namespace

std::span<const NamingFile> naming_files() { return kNamingFiles; }

ReadNamedPaths reader_of_names(std::string_view file_name) {
  for (const auto& row : kNamingFiles)
    for (const auto name : row.names)
      if (is_name_of(name, file_name)) return row.read;
  for (const auto& ecosystem : ecosystems())
    for (const auto& tool : ecosystem.context_files)
      if (tool.read != nullptr && std::ranges::find(tool.names, file_name) != tool.names.end()) return tool.read;
  return nullptr;
}

// Quotes, brackets and the like end a word: `-c=../x`, `{ path = "../y" }`, `["../z", 1]`.
std::vector<std::string> parent_words(std::string_view text) {
  constexpr std::string_view kEnds = " \t\r\n\"'`=,:;()[]{}<>|&";
  std::vector<std::string> words;
  for (auto dots = text.find(".."); dots != std::string_view::npos;) {
    const auto before = text.substr(0, dots).find_last_of(kEnds);
    const auto begin = before == std::string_view::npos ? 0 : before + 1;
    const auto end = std::min(text.find_first_of(kEnds, dots), text.size());
    auto word = text.substr(begin, end - begin);
    if (word.size() > 4 && word[0] == '-' && word.substr(2).starts_with("..")) word.remove_prefix(2);  // -r../x
    if (word.starts_with("/..")) word.remove_prefix(1);                                                // {here}/../x
    if (word.size() < 4096 && std::ranges::count(path_parts(word), "..") > 0 && !word.contains('\\'))
      words.emplace_back(word);
    dots = text.find("..", std::max(end, dots + 1));
  }
  return words;
}

void add_parent_words(const Value& value, std::vector<NamedPath>& paths) {
  const auto add = [&](const std::string& text, const Spot& spot) {
    for (auto& word : parent_words(text)) paths.push_back({std::move(word), spot});
  };
  if (value.is(ValueType::string)) add(value.scalar, value.spot);
  for (const auto& item : value.items) add_parent_words(item, paths);
  for (const auto& member : value.members) {
    add(member.key, member.spot);
    add_parent_words(member.value, paths);
  }
}

std::vector<NamedPath> program_paths(const SourceText& source) {
  std::vector<NamedPath> paths;
  int line = 1;
  for (std::string_view rest = source.text; !rest.empty(); ++line) {
    const auto end = std::min(rest.find('\n'), rest.size());
    for (auto& word : parent_words(rest.substr(0, end))) paths.push_back({std::move(word), {source.file, line, 1}});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return paths;
}

namespace {

// Cargo's workspace may be any directory above: its manifest says what members inherit, its lock what they are built
// with.
void add_crates_above(const SourceText& source, std::vector<NamedPath>& paths) {
  const auto depth = std::ranges::count(source.file, '/');
  std::string up;
  for (std::ptrdiff_t level = 0; level < std::min<std::ptrdiff_t>(depth, 64); ++level) {
    up += "../";
    for (const auto* name : {"Cargo.toml", "Cargo.lock"}) paths.push_back({up + name, {source.file, 1, 1}});
    paths[paths.size() - 2].read = &crate_workspace_paths;
  }
}

void add_crates(const Value& value, std::vector<NamedPath>& paths) {
  for (const auto& item : value.items) add_crates(item, paths);
  for (const auto& member : value.members) {
    const bool is_path = member.key == "path" && member.value.is(ValueType::string);
    if (is_path && member.value.scalar.ends_with(".rs") && member.value.scalar.contains(".."))
      paths.push_back({member.value.scalar, member.value.spot});
    else if (is_path && !member.value.scalar.ends_with(".rs"))
      paths.push_back({member.value.scalar + "/Cargo.toml", member.value.spot, NamedPath::Use::directory, false, false,
                       &crate_paths});
    else
      add_crates(member.value, paths);
  }
}

}  // namespace

std::vector<NamedPath> crate_workspace_paths(const SourceText& source) {
  std::vector<NamedPath> paths;
  Diagnostics unheeded;
  const auto document = read_toml(source, unheeded);
  const auto* workspace = document ? document->find("workspace") : nullptr;
  if (workspace != nullptr)
    if (const auto* dependencies = workspace->find("dependencies")) add_crates(*dependencies, paths);
  return paths;
}

std::vector<NamedPath> crate_paths(const SourceText& source) {
  std::vector<NamedPath> paths;
  add_crates_above(source, paths);
  if (!source.text.contains("path")) return paths;
  Diagnostics unheeded;
  const auto document = read_toml(source, unheeded);
  if (!document) return program_paths(source);
  add_crates(*document, paths);
  return paths;
}

}  // namespace monoci
