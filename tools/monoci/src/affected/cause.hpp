// What differs between base and head, and how that concerns a project.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/repo_path.hpp"
#include "workspace/edge.hpp"

namespace monoci {

enum class ChangeWord { added, changed, deleted };

struct ProjectAdded {
  auto operator<=>(const ProjectAdded&) const = default;
};
struct ProjectDeleted {
  auto operator<=>(const ProjectDeleted&) const = default;
};  // only base has it: its dependents are affected
struct ProjectLeft {
  std::string why;
  auto operator<=>(const ProjectLeft&) const = default;
};  // the same, but its directory is still there: nothing was taken away that its jobs made
struct FileChanged {
  RepoPath file;
  ChangeWord word;
  auto operator<=>(const FileChanged&) const = default;
};
struct EdgeChanged {
  Edge edge;
  bool added;
  auto operator<=>(const EdgeChanged&) const = default;
};
struct SettingChanged {
  std::string what;
  auto operator<=>(const SettingChanged&) const = default;
};  // kind, tags, inputs, …
struct OwnershipChanged {
  RepoPath directory;
  bool gained;
  auto operator<=>(const OwnershipChanged&) const = default;
};
struct EvidenceMissing {
  std::string why;
  auto operator<=>(const EvidenceMissing&) const = default;
};
struct Requested {
  std::string why;
  auto operator<=>(const Requested&) const = default;
};  // a person, a schedule or a tag chose: nothing need have changed

enum class LockWord { version, archives, requirements };

// A package of a lock that a project installs. Where its version is the same, its archives or what it requires differ.
struct LockedPackageChanged {
  RepoPath lock;
  std::string package;
  LockWord word;
  std::string before, after;         // versions; empty: it is not there
  std::vector<std::string> through;  // the packages on the way to it, from the one that the project requires itself
  Spot spot;                         // of the package at head, at base where head has none
  auto operator<=>(const LockedPackageChanged&) const = default;
};

// A part of a manifest above the project, from the root of the document, and whose settings it holds.
struct TableChanged {
  RepoPath manifest;
  std::string table, tool;
  Spot spot;  // at head, at base where head has none
  auto operator<=>(const TableChanged&) const = default;
};

// An answer holds each cause once, however many projects it concerns.
using Cause = std::variant<ProjectAdded, ProjectDeleted, ProjectLeft, FileChanged, EdgeChanged, SettingChanged,
                           OwnershipChanged, EvidenceMissing, Requested, LockedPackageChanged, TableChanged>;

using CauseId = std::uint32_t;  // its place in the answer

// How a cause concerns a project, in the order in which reasons are told.
enum class ReasonKind {
  added,
  deleted,
  left,          // it is no project any more, and still there
  file,          // one that the project owns
  private_file,  // the same, of those that dependents cannot see
  link,
  declared,
  parent_path,
  source_file,
  context,  // in a directory above
  tool,     // the same, of a tool whose jobs `inputs.tools` names: no others have it as an input
  global,   // inputs.global
  lock,
  job_template,
  edge,
  setting,
  ownership,
  unowned,  // `unowned: all`
  evidence_missing,
  requested,
};

// Why a project is affected of itself. Dependencies are told apart, as the chain to such a reason.
struct Reason {
  ReasonKind kind;
  Cause cause;
  Spot from;  // the link, or the line that makes the file an input; empty where none does

  bool operator==(const Reason&) const = default;
};
bool operator<(const Reason& one, const Reason& other);

// The tool whose settings differ; empty where it is none, or is not known.
std::string_view tool_of(const Cause& cause);

ReasonKind kind_of(const Cause& cause);  // of a cause that is the project's own

std::string to_text(const Reason& reason);  // one line, for people
std::string to_text(const Cause& cause);    // the same, of the cause alone
const char* code(ReasonKind kind);          // one word, for programs: "file", "link", "lock", …

}  // namespace monoci
