#pragma once

#include <string>
#include <variant>

#include "base/repo_path.hpp"
#include "workspace/edge.hpp"

namespace monoci {

enum class ChangeWord { added, changed, deleted };

struct FileChanged {
  RepoPath file;
  ChangeWord word;
  auto operator<=>(const FileChanged&) const = default;
};
struct InputChanged {
  RepoPath file;
  OutsideInput input;
  auto operator<=>(const InputChanged&) const = default;
};
struct ContextChanged {
  RepoPath file;
  auto operator<=>(const ContextChanged&) const = default;
};  // in a directory above
struct GlobalChanged {
  RepoPath file;
  auto operator<=>(const GlobalChanged&) const = default;
};  // inputs.global
struct LockChanged {
  RepoPath lock;
  auto operator<=>(const LockChanged&) const = default;
};
struct TemplateChanged {
  RepoPath file;
  auto operator<=>(const TemplateChanged&) const = default;
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
struct ProjectAdded {
  auto operator<=>(const ProjectAdded&) const = default;
};
struct UnownedChanged {
  RepoPath file;
  auto operator<=>(const UnownedChanged&) const = default;
};  // `unowned: all`
struct EvidenceMissing {
  std::string why;
  auto operator<=>(const EvidenceMissing&) const = default;
};

struct ProjectDeleted {
  auto operator<=>(const ProjectDeleted&) const = default;
};  // only base has it: its dependents are affected

// Why a project is affected of itself. Dependencies are told apart, as the chain to such a reason.
using Reason =
    std::variant<ProjectAdded, ProjectDeleted, FileChanged, InputChanged, ContextChanged, GlobalChanged, LockChanged,
                 TemplateChanged, EdgeChanged, SettingChanged, OwnershipChanged, UnownedChanged, EvidenceMissing>;

std::string to_text(const Reason& reason);  // one line, for people
const char* code(const Reason& reason);     // one word, for programs: "file", "link", "lock", …

}  // namespace monoci
