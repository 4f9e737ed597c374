// What a project's manifest says, in words that every ecosystem has. Names are normalised by the reader.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "config/project_settings.hpp"
#include "ecosystem/named_paths.hpp"

namespace monoci {

struct WorkFacts;

// The table a requirement stands in; it decides which node the edge leaves (workspace/edge.hpp).
enum class Holder { dependencies, build, extra, group };

struct Requirement {
  std::string name;
  std::vector<std::string> extras;  // asked of the required package
  Holder holder = Holder::dependencies;
  std::string holder_name;          // of the extra or group
  bool direct = false;              // names a URL or file itself; a source entry overrides that
  bool by_other_tool = false;       // a path that sources do not concern; what is no project there is an input
  std::optional<std::string> path;  // of a direct reference to a directory or file, relative to the manifest
  Spot spot;
};

// Where a requirement is to be taken from.
enum class SourceKind { member, member_of, path, elsewhere };

struct Source {
  SourceKind kind = SourceKind::elsewhere;
  std::string path;                         // of `path` and `member_of`, relative to the declaring manifest
  std::optional<std::string> extra, group;  // it counts for the requirements of that one only
  Spot spot;
};

// What a workspace root requires for its members.
struct MemberRequirement {
  Requirement requirement;
  std::string member;  // its name; empty: each of them
};

struct WorkspaceTable {
  std::vector<SpottedText> members, exclude;  // glob patterns of the ecosystem
  Spot spot;
};

// Tables that a tool fills when the package is built: the manifest alone does not know them.
struct DynamicTables {
  bool dependencies = false, extras = false;              // declared dynamic
  bool dependencies_known = false, extras_known = false;  // but another table of the manifest says them
  bool needs_lock() const { return (dependencies && !dependencies_known) || (extras && !extras_known); }
};

// Where the package is built from: directories that hold what it can be imported as, and the names of that, as far as
// the manifest says so.
struct Modules {
  std::vector<std::string> directories, names;
};

// Where a build back end takes a package from, as far as its manifest says all of it.
struct BuiltFrom {
  std::vector<std::string> directories;  // beside the package's own; empty: `src`, where it is there
  std::vector<std::string> modules;      // that must lie in `src` then; empty: one that is called like the package
  std::vector<std::string> named;        // paths and patterns that may be packed as well
  std::vector<std::string> unless;       // files that could say otherwise
  bool needs_module = false;
};

// Which groups of a workspace root are installed along with its members.
struct InstalledGroups {
  bool all = false;
  std::set<std::string> names;
};

struct Manifest {
  bool is_project = false;  // describes a package, not only tools or a workspace
  std::optional<std::string> name;
  std::vector<Requirement> requirements;
  std::map<std::string, std::vector<Source>> sources;  // by required name
  std::optional<WorkspaceTable> workspace;
  // Where it describes a project of a tool that is not read (`[tool.poetry]` with no `[project]`): that tool.
  std::string_view written_for_another = {};
  bool managed = true;  // false: its tool leaves it alone, neither root nor member
  DynamicTables dynamic;
  std::optional<SpottedText> language_versions;  // which versions of its language it works with
  std::vector<SpottedText> refused;              // what its tool finds wrong with it alone, in words
  Modules modules;
  std::optional<BuiltFrom> built_from;        // nothing: it may be its whole directory
  std::vector<MemberRequirement> of_members;  // of a workspace root
  InstalledGroups installed_groups;           // of a workspace root
  // What packages from elsewhere require, by their names, as a workspace root says it.
  std::map<std::string, std::vector<Requirement>> said_of_others;
  std::vector<SpottedText> member_paths;  // that its tool reads for each project of the workspace
  std::vector<SpottedText> parent_paths;  // `../…` in packaging tables, as written
  std::vector<NamedPath> named_paths;     // in tables of other tools
  // Files that say more and may lie anywhere (`-r ../base.txt`), as seen from the manifest's directory.
  std::vector<SpottedText> continued_in;
  std::optional<ProjectSettings> settings;
  std::shared_ptr<const WorkFacts> work;  // nullptr where nobody installs anything by it
  // Where a part of it could not be understood: what that says of others is missing evidence.
  std::optional<Diagnostic> not_understood;
  Spot spot;  // of the project table, else of the file
};

}  // namespace monoci
