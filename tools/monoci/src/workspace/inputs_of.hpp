// What the result of a project may depend on, as values that exist before anything is compared. Which projects a path
// reaches is derived from them (affected/), and so is the definition that tests hold the answer against.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "workspace/workspace.hpp"

namespace monoci {

// Predicates over the paths of a tree.
struct OwnedFiles {
  auto operator<=>(const OwnedFiles&) const = default;
};  // the files that the project owns, less what it ignores
struct OneFile {
  RepoPath path;
  auto operator<=>(const OneFile&) const = default;
};
struct Subtree {
  RepoPath path;
  auto operator<=>(const Subtree&) const = default;
};  // a file, or a directory and what is in it
struct Matches {
  Glob glob;
  auto operator<=>(const Matches&) const = default;
};  // what a pattern names, and what is in it
struct MatchesBeside {
  Glob glob;
  RepoPath project;
  auto operator<=>(const MatchesBeside&) const = default;
};  // the same, but a match that contains the project is none
struct ContextFiles {
  RepoPath directory;
  std::string_view ecosystem;
  auto operator<=>(const ContextFiles&) const = default;
};  // files in a directory that the ecosystem's tools, or git, know by name
struct UnownedFiles {
  auto operator<=>(const UnownedFiles&) const = default;
};  // files that belong to no project and are not ignored

// What monoci's own configuration says, compared as a value.
struct Setting {
  std::string name;
  std::vector<std::string> values;
  auto operator<=>(const Setting&) const = default;
};

using Predicate =
    std::variant<OwnedFiles, OneFile, Subtree, Matches, MatchesBeside, ContextFiles, UnownedFiles, Setting>;

struct Input {
  InputKind kind;
  Predicate what;
  Spot from;                        // the link, or the line that says so; empty where a convention does
  std::string_view ecosystem = {};  // whose convention it is; empty: monoci's own rule
  bool is_named = false;            // a file names it in common for many projects, and `from` is the line
  bool is_missing = false;          // nothing is there now
};

// Whom an input that several projects have in common concerns.
struct Everybody {
  auto operator<=>(const Everybody&) const = default;
};
struct Below {
  RepoPath directory;
  std::string_view ecosystem;  // only projects that its tools work on; empty: all
  auto operator<=>(const Below&) const = default;
};
struct MembersOf {
  RepoPath root;
  auto operator<=>(const MembersOf&) const = default;
};
struct InstalledFrom {
  RepoPath root;
  auto operator<=>(const InstalledFrom&) const = default;
};  // the members, and what their path sources reach
struct OfKind {
  std::string kind;
  auto operator<=>(const OfKind&) const = default;
};
using Scope = std::variant<Everybody, Below, MembersOf, InstalledFrom, OfKind>;

struct SharedInput {
  Scope scope;
  Input input;
};

// Inputs that several projects may have in common, each once.
std::vector<SharedInput> shared_inputs(const Workspace& workspace);

// The projects that a scope names.
std::vector<const Project*> projects_in(const Workspace& workspace, const Scope& scope);

// Paths and patterns outside a project that it names itself, missing ones too, less `further` of it.
std::vector<Input> named_inputs(const Project& project);

// All inputs of a project that are there; its dependencies, whose inputs are its own as well, are the edges that leave
// it.
std::vector<Input> inputs_of(const Workspace& workspace, const Project& project);

// The names under which an ecosystem's tools, or git, look for files in the directories above a project.
std::vector<std::string_view> context_names(std::string_view ecosystem);
bool is_looked_for_above(std::string_view file_name);  // by any of them

// Settings that are patterns count by the files that they mean, not as texts.
constexpr std::string_view kIgnorePatterns = "ignore patterns", kGlobalInputs = "global inputs";

constexpr std::string_view kListOfTemplates = "list of job templates";

// What monoci's configuration says of a project.
std::vector<Setting> own_settings(const Project& project);
Setting global_setting(const Config& config);
Setting template_setting(const Config& config, const std::string& kind);

}  // namespace monoci
