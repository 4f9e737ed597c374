// How people work on projects: what `monoci init` writes jobs from.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "document/document.hpp"

namespace monoci {

// What a manifest says of it.
struct WorkFacts {
  bool is_package = false;  // its tool installs it: its code can be imported from anywhere
  std::set<std::string> groups, extras;
  std::set<std::string> default_groups;                // what its tool installs without being asked
  bool version_from_git = false;                       // its build looks for tags
  bool conflicting_extras = false;                     // not all of them can be installed together
  std::optional<int> python;                           // the lowest 3.x that it allows
  std::map<std::string, Value, std::less<>> settings;  // of tools: those that the row's `context_files` name
};

// A project of models for databases: a program of its own checks it, and asks no database.
struct ModelFacts {
  bool has_packages = false;          // something has to be fetched first
  bool has_profile = false;           // what it connects to stands beside it: it can be parsed anywhere
  bool profile_asks = false;          // for environment variables
  std::vector<std::string> adapters;  // of that profile, sorted
};

struct ModelReading {
  std::string_view kind;          // of such projects
  std::string_view profile_file;  // beside the manifest; `init` alone reads it
  ModelFacts (*read_profile)(const SourceText& source);
};

}  // namespace monoci
