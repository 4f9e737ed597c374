#include <algorithm>
#include <set>

#include "ecosystem/uv/pyproject_parts.hpp"
#include "ecosystem/uv/python_code.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

constexpr std::size_t kDeepestNamespace = 4;
// Beside a package these are no packages, whatever lies in them.
constexpr std::string_view kBeside[] = {"tests", "test",      "docs",  "doc",       "examples", "example",   "scripts",
                                        "bin",   "benchmark", "bench", "tools",     "tool",     "utils",     "tasks",
                                        "build", "dist",      "conf",  "notebooks", "fixtures", "migrations"};

// What every program finds before whatever a project calls so.
constexpr std::string_view kOfTheLanguage[] = {
    "abc",       "argparse",   "array",    "ast",         "asyncio",  "base64",    "bisect",      "calendar",
    "cmd",       "code",       "codecs",   "collections", "copy",     "csv",       "dataclasses", "datetime",
    "decimal",   "dis",        "email",    "enum",        "errno",    "functools", "gettext",     "glob",
    "graphlib",  "gzip",       "hashlib",  "html",        "http",     "importlib", "inspect",     "io",
    "itertools", "json",       "keyword",  "locale",      "logging",  "math",      "mailbox",     "mimetypes",
    "numbers",   "operator",   "os",       "pathlib",     "pickle",   "platform",  "pprint",      "profile",
    "queue",     "random",     "re",       "sched",       "secrets",  "select",    "shelve",      "shutil",
    "signal",    "site",       "socket",   "sqlite3",     "ssl",      "stat",      "statistics",  "string",
    "struct",    "subprocess", "symtable", "sys",         "tempfile", "test",      "textwrap",    "this",
    "threading", "time",       "timeit",   "token",       "tokenize", "trace",     "traceback",   "types",
    "typing",    "unittest",   "urllib",   "uuid",        "venv",     "warnings",  "weakref",     "xml",
    "zipfile",   "zoneinfo"};

bool is_meant_otherwise(std::string_view name) {
  return std::ranges::find(kBeside, name) != std::end(kBeside) ||
         std::ranges::find(kOfTheLanguage, name) != std::end(kOfTheLanguage);
}

void add_texts(const Value* value, std::vector<std::string>& texts) {
  if (value == nullptr) return;
  if (value->is(ValueType::string)) texts.push_back(value->scalar);
  for (const auto& item : value->items)
    if (item.is(ValueType::string)) texts.push_back(item.scalar);
}

std::string last_part(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  const auto slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

// hatchling packs the directory `src/acme` as `acme`.
void add_hatch(const Value& document, Modules& modules) {
  std::vector<std::string> packages;
  add_texts(value_at(document, {"tool", "hatch", "build", "targets", "wheel", "packages"}), packages);
  if (packages.empty()) add_texts(value_at(document, {"tool", "hatch", "build", "packages"}), packages);
  for (const auto& package : packages) {
    modules.directories.push_back(before_last_part(package));
    modules.names.push_back(last_part(package));
  }
}

void add_setuptools(const Value& document, Modules& modules) {
  const auto* packages = value_at(document, {"tool", "setuptools", "packages"});
  if (packages != nullptr && packages->is(ValueType::list)) add_texts(packages, modules.names);
  add_texts(value_at(document, {"tool", "setuptools", "py-modules"}), modules.names);
  add_texts(value_at(document, {"tool", "setuptools", "packages", "find", "where"}), modules.directories);
  const auto* directories = value_at(document, {"tool", "setuptools", "package-dir"});
  if (directories == nullptr) return;
  for (const auto& member : directories->members) {
    if (!member.value.is(ValueType::string)) continue;
    modules.directories.push_back(member.key.empty() ? member.value.scalar : before_last_part(member.value.scalar));
    if (!member.key.empty()) modules.names.push_back(member.key);
  }
}

void add_poetry(const Value& document, Modules& modules) {
  const auto* packages = value_at(document, {"tool", "poetry", "packages"});
  if (packages == nullptr) return;
  for (const auto& item : packages->items) {
    const auto* include = item.find("include");
    const auto* from = item.find("from");
    if (include == nullptr || include->scalar.contains('*')) continue;
    modules.directories.push_back(from == nullptr ? "." : from->scalar);
    auto name = include->scalar;
    std::ranges::replace(name, '/', '.');
    modules.names.push_back(std::move(name));
  }
}

bool is_name(std::string_view text) {
  return !text.empty() && (text[0] < '0' || text[0] > '9') && std::ranges::all_of(text, [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') || each == '_';
  });
}

std::string_view module_of(const Entry& entry) {
  const std::string_view name = entry.name;
  return name.ends_with(".py") ? name.substr(0, name.size() - 3) : std::string_view();
}

class PackageFinder {
 public:
  explicit PackageFinder(const FileTree& files) : files_(files) {}

  // Everything in a directory of code; `only` what is called so at the top of it.
  void add_all(const RepoPath& root, std::string_view only = {}) {
    for (const auto& entry : files_.list(root)) {
      const bool is_directory = entry.type == EntryType::directory;
      const auto name = is_directory ? std::string_view(entry.name) : module_of(entry);
      if (!is_name(name) || (!only.empty() && name != only) || is_meant_otherwise(name)) continue;
      if (is_directory)
        add_package(root.child(entry.name), std::string(name), 1);
      else
        names.insert(std::string(name));
    }
  }

  // Packages beside tests and pages: what is no package for sure is left out.
  void add_regular(const RepoPath& root) {
    for (const auto& entry : files_.list(root)) {
      if (entry.type != EntryType::directory || !is_name(entry.name)) continue;
      if (is_meant_otherwise(entry.name)) continue;
      if (files_.type(root.child(entry.name).child("__init__.py"))) names.insert(entry.name);
    }
  }

  // What a table of a build back end names: it may be a namespace, whose parts belong to several projects.
  void add_named(const std::set<RepoPath>& roots, const std::string& name) {
    const auto before = names.size();
    auto below = name;
    std::ranges::replace(below, '.', '/');
    for (const auto& root : roots)
      if (const auto directory = root.resolve(below); directory && files_.type(*directory) == EntryType::directory)
        add_package(*directory, name, 1);
    if (names.size() == before) names.insert(name);
  }

  std::set<std::string> names;

 private:
  void add_package(const RepoPath& directory, const std::string& name, std::size_t depth) {
    const auto entries = files_.list(directory);
    const bool has_code = std::ranges::any_of(entries, [](const Entry& entry) { return !module_of(entry).empty(); });
    if (has_code) {
      names.insert(name);
    } else if (depth < kDeepestNamespace) {
      for (const auto& entry : entries)
        if (entry.type == EntryType::directory && is_name(entry.name))
          add_package(directory.child(entry.name), name + "." + entry.name, depth + 1);
    }
  }

  const FileTree& files_;
};

bool is_directory(const FileTree& files, const RepoPath& path) { return files.type(path) == EntryType::directory; }

}  // namespace

std::string before_last_part(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? "." : std::string(path.substr(0, slash));
}

Modules uv_modules(const Value& document) {
  Modules modules;
  add_texts(value_at(document, {"tool", "uv", "build-backend", "module-root"}), modules.directories);
  add_texts(value_at(document, {"tool", "uv", "build-backend", "module-name"}), modules.names);
  add_hatch(document, modules);
  add_setuptools(document, modules);
  add_poetry(document, modules);
  add_texts(value_at(document, {"tool", "flit", "module", "name"}), modules.names);
  add_texts(value_at(document, {"tool", "pdm", "build", "package-dir"}), modules.directories);
  add_texts(value_at(document, {"tool", "maturin", "python-source"}), modules.directories);
  std::erase_if(modules.names, [](const std::string& name) { return name.empty() || name.contains('*'); });
  return modules;
}

CodePackages python_packages(const Manifest& manifest, const RepoPath& project, const FileTree& files) {
  CodePackages packages;
  std::set<RepoPath> roots;
  for (const auto& directory : manifest.modules.directories)
    if (const auto root = project.resolve(directory.empty() ? "." : directory); root && project.contains(*root))
      roots.insert(*root);
  if (roots.empty()) {
    const auto source = project.child("src");
    roots.insert(is_directory(files, source) && !files.type(source.child("__init__.py")) ? source : project);
  }
  PackageFinder found(files);
  for (const auto& name : manifest.modules.names) found.add_named(roots, name);
  if (found.names.empty()) {
    auto name = manifest.name.value_or("");
    std::ranges::replace(name, '-', '_');
    for (const auto& root : roots) {
      if (root != project) {
        found.add_all(root);
        continue;
      }
      found.add_all(root, name);
      if (found.names.empty()) found.add_regular(root);
      const auto first = name.substr(0, name.find('_'));  // acme-x may be acme/x
      if (found.names.empty() && !first.empty()) found.add_all(root, first);
    }
  }
  packages.roots.assign(roots.begin(), roots.end());
  packages.names.assign(found.names.begin(), found.names.end());
  return packages;
}

}  // namespace monoci
