#include "ecosystem/uv/uv_named_paths.hpp"

#include <algorithm>
#include <set>

#include "base/trimmed.hpp"
#include "document/toml_document.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

using Use = NamedPath::Use;

// How a key of a tool's table names paths.
struct NamingKey {
  std::string_view tool;
  std::string_view key;  // from the tool's table; `*` is any key, items of lists are looked at without one
  Use use = Use::place;
  std::string_view separators = {};  // of several paths in one text
  bool from_root = false;
  ReadNamedPaths read = nullptr;
};

constexpr std::string_view kLists = " \t\r\n,:";

constexpr NamingKey kNamingKeys[] = {
    {"ruff", "extend", Use::settings, {}, false, &ruff_paths},
    {"pytest", "pythonpath", Use::search, kBlanksAndLineEnds},
    {"pytest", "testpaths", Use::place, kBlanksAndLineEnds},
    {"mypy", "mypy_path", Use::search, kLists, true},
    {"mypy", "files", Use::place, ",\n", true},
    {"mypy", "plugins", Use::settings, ",\n"},
    {"ty", "environment.extra-paths", Use::search},
    {"ty", "environment.root", Use::search},
    {"ty", "environment.typeshed"},
    {"ty", "src.include"},
    {"pyright", "extends", Use::settings, {}, false, &pyright_paths},
    {"pyright", "extraPaths", Use::search},
    {"pyright", "include"},
    {"pyright", "stubPath", Use::search},
    {"pyright", "typeshedPath"},
    {"pyright", "executionEnvironments.extraPaths", Use::search},
    {"coverage", "run.source", Use::place, ",\n", true},
    {"coverage", "run.include", Use::place, ",\n", true},
    {"maturin", "manifest-path", Use::directory, {}, false, &crate_paths},
    {"maturin", "python-source"},
    {"setuptools-rust", "ext-modules.path", Use::directory, {}, false, &crate_paths},
    {"setuptools-rust", "bins.path", Use::directory, {}, false, &crate_paths},
    {"uv", "find-links"},
    {"uv", "pip.find-links"},
    {"poe", "include", Use::settings},
    {"poe", "include.path", Use::settings},
    {"flake8", "local-plugins.paths", Use::settings, ",\n"},
};

// Options of pytest and the like that are followed by a file or a directory, in `addopts`.
struct NamingOption {
  std::string_view name;
  Use use;
  ReadNamedPaths read;
};
constexpr NamingOption kNamingOptions[] = {{"-c", Use::settings, &ini_paths},
                                           {"--config-file", Use::settings, &ini_paths},
                                           {"--rootdir", Use::place, nullptr},
                                           {"--confcutdir", Use::place, nullptr},
                                           {"--cov-config", Use::settings, &ini_paths},
                                           {"--mypy-config-file", Use::settings, &ini_paths},
                                           {"--mypy-ini-file", Use::settings, &ini_paths}};

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  if (separators.empty()) return {text};
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    const auto part = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!part.empty()) parts.push_back(part);
  }
  return parts;
}

// A variable in front stands for the directory of the file (`$MYPY_CONFIG_FILE_DIR/stubs`, `%(here)s`); what another
// one means nobody knows.
void add_path(std::string_view text, const Spot& spot, const NamingKey& key, std::vector<NamedPath>& paths) {
  constexpr std::string_view kHere[] = {"$MYPY_CONFIG_FILE_DIR/", "${MYPY_CONFIG_FILE_DIR}/", "%(here)s/",
                                        "{toxinidir}/", "{toml_dir}/"};
  for (const auto here : kHere)
    if (text.starts_with(here)) text.remove_prefix(here.size());
  if (text.find_first_of("$~%{") != std::string_view::npos || text.size() > 4096) return;
  paths.push_back({std::string(text), spot, key.use, key.from_root, false, key.read});
}

void add_options(std::string_view text, const Spot& spot, std::vector<NamedPath>& paths) {
  const auto words = split(text, kBlanksAndLineEnds);
  for (std::size_t i = 0; i < words.size(); ++i)
    for (const auto& option : kNamingOptions) {
      const bool is_next = words[i] == option.name && i + 1 < words.size();
      const bool is_same = words[i].starts_with(option.name) && words[i].size() > option.name.size() + 1 &&
                           words[i][option.name.size()] == '=';
      if (!is_next && !is_same) continue;
      const auto path = is_next ? words[i + 1] : words[i].substr(option.name.size() + 1);
      add_path(path, spot, {"pytest", "addopts", option.use, {}, false, option.read}, paths);
    }
}

void add_texts(const Value& value, const NamingKey& key, std::vector<NamedPath>& paths) {
  if (value.is(ValueType::string))
    for (const auto part : split(value.scalar, key.separators)) add_path(part, value.spot, key, paths);
  for (const auto& item : value.items) add_texts(item, key, paths);
}

void add_at(const Value& table, std::string_view way, const NamingKey& key, std::vector<NamedPath>& paths) {
  for (const auto& item : table.items) add_at(item, way, key, paths);
  const auto dot = way.find('.');
  const auto* value = table.find(way.substr(0, dot));
  if (value == nullptr) return;
  if (dot == std::string_view::npos)
    add_texts(*value, key, paths);
  else
    add_at(*value, way.substr(dot + 1), key, paths);
}

void add_words_of_options(const Value& options, std::vector<NamedPath>& paths) {
  if (options.is(ValueType::string)) add_options(options.scalar, options.spot, paths);
  std::string joined;
  for (const auto& item : options.items)
    if (item.is(ValueType::string)) joined += item.scalar + " ";
  add_options(joined, options.spot, paths);
}

// What a tool's table names; `..` of keys that nobody here knows counts, too.
void add_table(const Value& table, std::string_view tool, std::vector<NamedPath>& paths) {
  for (const auto& key : kNamingKeys)
    if (key.tool == tool) add_at(table, key.key, key, paths);
  if (tool == "pytest")
    if (const auto* options = table.find("addopts")) add_words_of_options(*options, paths);
  std::set<std::pair<Spot, std::string>> known;
  for (const auto& each : paths) known.emplace(each.spot, each.text);
  std::vector<NamedPath> words;
  add_parent_words(table, words);
  for (auto& word : words)
    if (!known.contains({word.spot, word.text})) paths.push_back(std::move(word));
}

std::vector<NamedPath> paths_of_toml(const SourceText& source, std::string_view tool,
                                     std::initializer_list<std::string_view> way) {
  Diagnostics unheeded;
  const auto document = read_toml(source, unheeded);
  if (!document) return program_paths(source);
  std::vector<NamedPath> paths;
  if (const auto* table = value_at(*document, way)) add_table(*table, tool, paths);
  return paths;
}

bool is_pyproject(const SourceText& source) { return source.file.ends_with("pyproject.toml"); }

// Packaging has readers of its own (uv_parent_paths, sources, members).
constexpr std::string_view kPackaging[] = {"hatch",          "setuptools",     "pdm",           "poetry",
                                           "flit",           "scikit-build",   "monoci",        "uv",
                                           "setuptools_scm", "setuptools-scm", "vcs-versioning"};

// Tables of commands, and of what these are run with.
constexpr std::string_view kBuilding[] = {"tox", "poe", "taskipy", "pixi", "rye"};

}  // namespace

std::vector<NamedPath> uv_tool_paths(const Value& pyproject) {
  std::vector<NamedPath> paths;
  const auto* tools = pyproject.find("tool");
  if (tools == nullptr) return paths;
  for (const auto& tool : tools->members) {
    const auto& name = tool.key;
    const auto* commands = name == "hatch" ? tool.value.find("envs")
                           : name == "pdm" ? tool.value.find("scripts")
                                           : nullptr;
    if (std::ranges::find(kBuilding, name) != std::end(kBuilding)) commands = &tool.value;
    if (commands != nullptr) add_installed(*commands, name, paths);
    if (name == "uv") {
      for (const auto& key : kNamingKeys)
        if (key.tool == "uv") add_at(tool.value, key.key, key, paths);
    } else if (name == "pytest") {
      const auto* options = tool.value.find("ini_options");
      add_table(options != nullptr ? *options : tool.value, "pytest", paths);
    } else if (name == "basedpyright") {
      add_table(tool.value, "pyright", paths);
    } else if (std::ranges::find(kPackaging, name) == std::end(kPackaging)) {
      add_table(tool.value, name, paths);
    }
  }
  return paths;
}

std::vector<NamedPath> ruff_paths(const SourceText& source) {
  return is_pyproject(source) ? paths_of_toml(source, "ruff", {"tool", "ruff"}) : paths_of_toml(source, "ruff", {});
}

std::vector<NamedPath> ty_paths(const SourceText& source) { return paths_of_toml(source, "ty", {}); }

std::vector<NamedPath> uv_toml_paths(const SourceText& source) { return paths_of_toml(source, "uv", {}); }

std::vector<NamedPath> coverage_toml_paths(const SourceText& source) {
  if (source.text.contains("tool.coverage")) return paths_of_toml(source, "coverage", {"tool", "coverage"});
  return paths_of_toml(source, "coverage", {});
}

std::vector<NamedPath> pylint_toml_paths(const SourceText& source) { return paths_of_toml(source, "pylint", {}); }

std::vector<NamedPath> pyright_paths(const SourceText& source) {
  if (is_pyproject(source)) return paths_of_toml(source, "pyright", {"tool", "pyright"});
  std::string plain;  // without comments
  bool is_text = false;
  for (std::size_t at = 0; at < source.text.size(); ++at) {
    const auto rest = std::string_view(source.text).substr(at);
    if (!is_text && rest.starts_with("//")) {
      at += std::min(rest.find('\n'), rest.size()) - 1;
    } else if (!is_text && rest.starts_with("/*")) {
      const auto end = std::min(rest.find("*/"), rest.size() - 2) + 2;
      for (const char each : rest.substr(0, end))
        if (each == '\n') plain += each;
      at += end - 1;
    } else {
      if (rest[0] == '\\' && is_text && rest.size() > 1) plain += source.text[at++];
      if (rest[0] == '"') is_text = !is_text;
      plain += source.text[at] == '\t' && !is_text ? ' ' : source.text[at];
    }
  }
  Diagnostics unheeded;
  const auto document = read_yaml({source.file, plain}, unheeded);
  if (!document) return program_paths(source);
  std::vector<NamedPath> paths;
  add_table(*document, "pyright", paths);
  return paths;
}

// Python's configparser, as far as paths need it: sections, keys, and lines that go on.
std::vector<NamedPath> ini_paths(const SourceText& source) {
  if (source.file.ends_with(".toml")) {
    auto paths = is_pyproject(source) ? paths_of_toml(source, "pytest", {"tool", "pytest", "ini_options"})
                                      : paths_of_toml(source, "pytest", {"pytest"});
    return paths;
  }
  struct Section {
    std::string_view name, tool, below;
  };
  static constexpr Section kSections[] = {{"pytest", "pytest", {}},
                                          {"tool:pytest", "pytest", {}},
                                          {"mypy", "mypy", {}},
                                          {"run", "coverage", "run"},
                                          {"coverage:run", "coverage", "run"},
                                          {"flake8:local-plugins", "flake8", "local-plugins"}};
  auto paths = tox_paths(source);
  std::string_view section, key;
  auto known_before = paths.size();
  int line = 0;
  for (std::string_view rest = source.text; !rest.empty();) {
    ++line;
    const auto end = std::min(rest.find('\n'), rest.size());
    auto text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const Spot spot{source.file, line, 1};
    const bool goes_on = !text.empty() && (text[0] == ' ' || text[0] == '\t');
    text = trimmed(text);
    if (text.empty() || text[0] == '#' || text[0] == ';') continue;
    if (text[0] == '[' && !goes_on) {
      section = text.substr(1, text.find(']') - 1);
      key = {};
      continue;
    }
    if (!goes_on) {
      const auto equals = std::min(text.find_first_of("=:"), text.size());
      key = trimmed(text.substr(0, equals));
      text.remove_prefix(std::min(equals + 1, text.size()));
    }
    for (const auto& each : kSections) {
      if (each.name != section) continue;
      if (key == "addopts" && each.tool == "pytest") add_options(text, spot, paths);
      for (const auto& known : kNamingKeys) {
        const auto name = each.below.empty() ? std::string(key) : std::string(each.below) + "." + std::string(key);
        if (known.tool != each.tool || known.key != name) continue;
        for (const auto part : split(text, known.separators)) add_path(part, spot, known, paths);
      }
    }
    if (section.starts_with("tox") || section.starts_with("testenv")) continue;
    std::set<std::string> told;
    for (; known_before < paths.size(); ++known_before) told.insert(paths[known_before].text);
    for (auto& word : parent_words(text))
      if (!told.contains(word)) paths.push_back({std::move(word), spot});
    known_before = paths.size();
  }
  return paths;
}

}  // namespace monoci
