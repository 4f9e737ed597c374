#include "scaffold/link_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "base/quoted.hpp"
#include "manifest/python_names.hpp"
#include "manifest/toml_document.hpp"
#include "manifest/uv_tables.hpp"
#include "scaffold/python_layout.hpp"

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

std::optional<std::string> requirements_note(const SourceText& library, const SourceText& project) {
  Diagnostics unheeded;
  const auto from = read_toml(library, unheeded), to = read_toml(project, unheeded);
  std::set<std::string> known = {own_name(to), own_name(from)};
  for (const auto& each : requirements(to)) known.insert(each.name);
  std::vector<Required> missing;
  for (auto& each : requirements(from))
    if (known.insert(each.name).second) missing.push_back(std::move(each));
  if (!missing.empty()) return told(missing, own_name(to));
  if (!is_dynamic(from)) return std::nullopt;
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
