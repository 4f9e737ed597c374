#include "scaffold/link_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "base/quoted.hpp"
#include "document/toml_document.hpp"
#include "ecosystem/ecosystem.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv_tables.hpp"
#include "scaffold/python_layout.hpp"
#include "scaffold/reserved_names.hpp"

namespace monoci {

namespace {

struct Required {
  std::string name, text;
  Spot spot;
};

std::vector<Required> requirements(const std::optional<Value>& manifest) {
  std::vector<Required> found;
  Diagnostics unheeded;  // of both manifests is told elsewhere
  if (!manifest) return found;
  for_each_string(value_at(*manifest, {"project", "dependencies"}), "project.dependencies", unheeded,
                  [&](const Value& item) {
                    if (auto parsed = parse_requirement(item.scalar))
                      found.push_back({std::move(parsed->name), item.scalar, item.spot});
                  });
  return found;
}

std::string own_name(const std::optional<Value>& manifest) {
  const auto* name = manifest ? value_at(*manifest, {"project", "name"}) : nullptr;
  return name == nullptr ? "" : normalised_name(name->scalar);
}

bool is_dynamic(const std::optional<Value>& manifest) {
  const auto* dynamic = manifest ? value_at(*manifest, {"project", "dynamic"}) : nullptr;
  return dynamic != nullptr &&
         std::ranges::find(dynamic->items, "dependencies", &Value::scalar) != dynamic->items.end();
}

// One word for a POSIX shell: people copy the command.
std::string shell_word(const std::string& text) {
  const bool is_plain = !text.empty() && std::ranges::all_of(text, [](unsigned char letter) {
    return std::isalnum(letter) != 0 || std::string_view("-_.").contains(static_cast<char>(letter));
  });
  if (is_plain && text.front() != '-') return text;
  std::string word = "'";
  for (const char letter : text) letter == '\'' ? word += "'\\''" : word += letter;
  return word + "'";
}

std::string told(const std::vector<Required>& missing, const std::string& package) {
  std::string lines = "The linked code requires what the project does not:\n", command = "uv add --package ";
  command += shell_word(package);
  for (const auto& each : missing) {
    lines += fmt::format("  {} ({}:{})\n", one_line(each.text), quoted_if_odd(each.spot.file), each.spot.line);
    command += " " + shell_word(one_line(each.text));
  }
  return lines + "Add it: " + command;
}

const CodeReading* code_in(std::string_view file_name) {
  for (const auto& ecosystem : ecosystems())
    if (ecosystem.code != nullptr && file_name.ends_with(ecosystem.code->suffix)) return ecosystem.code;
  return nullptr;
}

// What the linked files import from without the library and Python's own modules. Nothing where that is not to be
// known, or where they are all of the library's code: it may need more than it imports.
std::optional<std::set<std::string>> foreign_imports(const LinkedCode& code, const FileTree& tree) {
  const auto library = code.library.directory;
  const auto modules = python_layout(library, entries_below(tree, library, EntryType::file)).modules;
  const auto is_linked = [&](const RepoPath& module) { return code.real.contains(module); };
  if (std::ranges::all_of(modules, is_linked) || !code.linked_files.empty() || !code.linked_directories.empty())
    return std::nullopt;
  std::set<std::string> imported;
  for (const auto& file : code.files) {
    const auto name = file.name();
    if (name.ends_with(".pyx") || name.ends_with(".so") || name.ends_with(".ipynb")) return std::nullopt;
    const auto* reading = code_in(name.ends_with(".pyi") ? name.substr(0, name.size() - 1) : name);
    if (reading == nullptr) continue;
    const auto text = tree.read(file);
    if (!text || text->contains("import_module") || text->contains("__import__")) return std::nullopt;
    for (auto& import : reading->imports(*text, {})) imported.insert(std::move(import.name));
  }
  std::erase_if(imported, [&](const std::string& module) {
    const auto top = module.substr(0, module.find('.'));
    return is_standard_module(top) || top == "__future__" || top == "_typeshed" ||
           std::ranges::find(modules, top, &RepoPath::name) != modules.end();
  });
  return imported;
}

// The one of these packages that a module is of by its name: `google.cloud.storage` is of google-cloud-storage.
std::optional<std::string> package_by_name(const std::string& module, const std::set<std::string>& packages) {
  for (auto end = module.size(); end != std::string::npos && end != 0; end = module.rfind('.', end - 1))
    if (auto name = normalised_name(module.substr(0, end)); packages.contains(name)) return name;
  return std::nullopt;
}

// Which of the packages the linked files import; nothing when an import is of none of them, or they may need others.
std::optional<std::set<std::string>> imported_packages(const LinkedCode& code, const FileTree& tree,
                                                       const std::set<std::string>& packages) {
  const auto modules = foreign_imports(code, tree);
  if (!modules) return std::nullopt;
  std::set<std::string> imported;
  for (const auto& module : *modules) {
    auto package = package_by_name(module, packages);
    if (!package) return std::nullopt;
    imported.insert(std::move(*package));
  }
  return imported;
}

// `import lib…` or `from lib…` at the begin of a line, however far in.
bool imports(std::string_view line, std::string_view module) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  const auto is_begun = [&](std::string_view word) { return line.starts_with(word); };
  if (!is_begun("import ") && !is_begun("from ")) return false;
  line.remove_prefix(line.find(' ') + 1);
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  if (!line.starts_with(module)) return false;
  line.remove_prefix(module.size());
  return line.empty() || std::string_view(". ,;\r#").contains(line.front());
}

// The first such line, 0 for none.
int line_that_imports(std::string_view text, std::string_view module) {
  for (int line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size() - 1);
    if (imports(text.substr(0, end), module)) return line;
    text.remove_prefix(end + 1);
  }
  return 0;
}

}  // namespace

bool requires_library(const SourceText& project, const SourceText& library) {
  Diagnostics unheeded;
  const auto name = own_name(read_toml(library, unheeded));
  const auto required = requirements(read_toml(project, unheeded));
  return std::ranges::find(required, name, &Required::name) != required.end();
}

std::optional<std::string> requirements_note(const SourceText& library, const SourceText& project,
                                             const LinkedCode& code, const FileTree& tree) {
  Diagnostics unheeded;
  const auto from = read_toml(library, unheeded), to = read_toml(project, unheeded);
  std::set<std::string> known = {own_name(to), own_name(from)};
  for (const auto& each : requirements(to)) known.insert(each.name);
  std::vector<Required> missing;
  for (auto& each : requirements(from))
    if (known.insert(each.name).second) missing.push_back(std::move(each));
  const auto imported = imported_packages(code, tree, known);
  if (imported) std::erase_if(missing, [&](const Required& each) { return !imported->contains(each.name); });
  if (!missing.empty()) return told(missing, own_name(to));
  if (imported || !is_dynamic(from)) return std::nullopt;
  return fmt::format(
      "What the linked code requires is made by a build hook, see `{}`: the project must require it too.",
      quoted_if_odd(library.file));
}

std::optional<std::string> imports_note(const LinkedCode& code, const std::string& import_name, const FileTree& tree) {
  const auto library = code.library.directory;
  const auto layout = python_layout(library, entries_below(tree, library, EntryType::file));
  const auto original = monoci::import_name(layout, code.path);
  if (!layout.packs(code.path, library) || original == import_name) return std::nullopt;
  const auto module = original.substr(0, original.find('.'));
  for (const auto& file : code.files) {
    if (!file.name().ends_with(".py")) continue;
    const auto text = tree.read(file);
    const int line = text ? line_that_imports(*text, module) : 0;
    if (line == 0) continue;
    return fmt::format(
        "{}:{} imports `{}`, but the linked code is `{}` here: it must import its own modules relatively.",
        quoted_if_odd(file.str()), line, module, import_name);
  }
  return std::nullopt;
}

}  // namespace monoci
