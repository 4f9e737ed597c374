// A template of `monoci new`: what its scaffold.yml says, and the files beside it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/glob.hpp"
#include "base/source_text.hpp"
#include "base/wildcard.hpp"
#include "scaffold/substitute.hpp"

namespace monoci {

// When conditional files are there: `airflow`, `python == 3.11`, each with `not ` before it or not.
struct ScaffoldCondition {
  std::string word;
  std::string value = "true";
  bool negated = false;

  bool holds(const ScaffoldWords& words) const;  // a word that is not declared has no value
};

std::optional<ScaffoldCondition> parse_condition(std::string_view text);

constexpr std::string_view kScaffoldFile = "scaffold.yml";

enum class VariableType { text, choice, boolean };

struct ScaffoldVariable {
  std::string name;
  VariableType type = VariableType::text;
  std::optional<std::string> fallback;  // `default`; may hold placeholders. Without one the variable is required
  std::vector<std::string> choices;
  std::optional<Pattern> pattern;  // of the whole value
  std::string pattern_text;        // as it is written
  std::string help;                // one line
  Spot spot;
};

struct ConditionalFiles {
  Glob path;  // of the template's files, as they are named before substitution
  ScaffoldCondition when;
  Spot spot;
};

// A word of `ecosystem` in scaffold.yml beside those of the table: its projects have no manifest that monoci reads.
inline constexpr std::string_view kCMake = "cmake";

struct Scaffold {
  std::string name;       // of its directory
  std::string summary;    // one line
  std::string kind;       // of the projects it makes
  std::string directory;  // where they go when monoci.yaml gives the kind no path
  std::string ecosystem;  // whose rules names follow, where the template says so; kCMake, or those of Python
  std::vector<ScaffoldVariable> variables;
  std::vector<ConditionalFiles> files;
  std::string done;  // what to run next, printed at the end; may hold placeholders

  const ScaffoldVariable* variable(std::string_view wanted) const;
};

// Words that every template has beside its variables: no variable may be called so.
extern const std::vector<std::string_view> kBuiltInWords;

// Strict, all faults at once; nothing is returned when there was an error.
std::optional<Scaffold> read_scaffold(const SourceText& yaml, std::string name, Diagnostics& problems);

// Why a value does not fit a variable; empty when it does.
std::string fault_of_value(const ScaffoldVariable& variable, std::string_view value);

// A file of a template, before substitution.
struct TemplateFile {
  std::string path;  // relative to the template, may hold placeholders
  std::string content;
  bool executable = false;
  std::optional<std::string> link;  // of a symbolic link: its target, instead of content
};

}  // namespace monoci
