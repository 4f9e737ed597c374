#include "workspace/edge.hpp"

namespace monoci {

const char* to_text(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::runtime:
      return "runtime";
    case EdgeKind::extra:
      return "extra";
    case EdgeKind::group:
      return "group";
    case EdgeKind::build:
      return "build";
    case EdgeKind::declared:
      return "declared";
  }
  return "";
}

std::string to_text(const Node& node) {
  switch (node.kind) {
    case NodeKind::package:
      return node.project.str();
    case NodeKind::extra:
      return node.project.str() + '[' + node.name + ']';
    case NodeKind::group:
      return node.project.str() + ':' + node.name;
  }
  return {};
}

}  // namespace monoci
