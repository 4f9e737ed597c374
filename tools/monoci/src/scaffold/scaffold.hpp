// A template of `monoci new`: what scaffold.yml says, and the files beside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"

namespace monoci {

enum class VariableType { text, choice, boolean };

struct ScaffoldVariable {
  std::string name;
  VariableType type = VariableType::text;
  std::optional<std::string> fallback;  // `default`; may hold placeholders. Without one the variable is required
  std::vector<std::string> choices;
  std::string pattern;  // ECMAScript, the whole value; empty for any
  std::string help;     // one line
  Spot spot;
};

// Files that are there under a condition alone: a boolean variable, or `variable == value`, with `not ` before it or
// not.
struct ConditionalFiles {
  std::string path;  // a glob, as the template's files are named before substitution
  std::string when;
  Spot spot;
};

struct Scaffold {
  std::string name;              // of its directory
  std::string summary;           // one line
  std::string kind;              // of the projects it makes
  std::string directory;         // where they go when monoci.yaml gives the kind no path
  std::string ecosystem = "uv";  // a row of ecosystems.cpp, or "cmake": who registers it, and which names are bad
  std::vector<ScaffoldVariable> variables;
  std::vector<ConditionalFiles> files;
  std::string done;  // what to run next, printed at the end; may hold placeholders
};

// Strict, all faults at once; nothing is returned when there was an error.
std::optional<Scaffold> read_scaffold(const SourceText& yaml, std::string name, Diagnostics& problems);

// A file of a template, before substitution.
struct TemplateFile {
  std::string path;  // relative to the template, may hold placeholders
  std::string content;
  bool executable = false;
  std::optional<std::string> link;  // a symbolic link's target instead of content
};

}  // namespace monoci
