#pragma once

#include <compare>
#include <string>

#include "base/diagnostic.hpp"
#include "workspace/project.hpp"

namespace monoci {

// What a project is made of for those who depend on it: its package, an extra (which includes the package) or a
// dependency group (which does not). uv's own model; ecosystems without extras and groups use the package alone.
enum class NodeKind { package, extra, group };

struct Node {
  ProjectId project;
  NodeKind kind = NodeKind::package;
  std::string name;  // of the extra or group, normalised; empty for the package
  auto operator<=>(const Node&) const = default;
};

enum class EdgeKind { runtime, extra, group, build, declared };

struct Edge {  // dependent → dependency
  Node from, to;
  EdgeKind kind = EdgeKind::runtime;
  Spot spot;  // the line that made it
  auto operator<=>(const Edge&) const = default;
  bool joins_projects() const { return from.project != to.project; }  // false: a project that asks for its own extra
};

// A requirement whose workspace source names no member: it is in nobody's package index, but waits for a project.
struct UnmetRequirement {
  Node from;
  EdgeKind kind = EdgeKind::runtime;
  std::string package;  // normalised
  auto operator<=>(const UnmetRequirement&) const = default;
};

const char* to_text(EdgeKind kind);
std::string to_text(const Node& node);  // "libs/io", "libs/io[excel]", "libs/io:dev"

}  // namespace monoci
