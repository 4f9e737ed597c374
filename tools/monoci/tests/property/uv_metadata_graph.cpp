#include "property/uv_metadata_graph.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>

#include "gitview_testing/child.hpp"
#include "support/source_directory.hpp"

namespace monoci {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string uv_program() {
  if (const char* named = std::getenv("MONOCI_UV")) return named;
  return monoci_testing::source_directory() / ".tools/python/bin/uv";  // where ./dev puts it
}

gitview_testing::ChildResult run_uv(const fs::path& home, const fs::path& directory, const Texts& options) {
  Texts command = {uv_program(), "--offline", "--no-config",        "--directory",       directory.string(),
                   "workspace",  "metadata",  "--preview-features", "workspace-metadata"};
  command.insert(command.end(), options.begin(), options.end());
  const char* path = std::getenv("PATH");  // where uv finds a Python
  return gitview_testing::run({.command = command,
                               .environment = {{"PATH", path == nullptr ? "" : path},
                                               {"HOME", home.string()},
                                               {"UV_CACHE_DIR", (home / "cache").string()},
                                               {"UV_PYTHON_DOWNLOADS", "never"}}});
}

using Edges = std::map<std::string, std::set<std::string>>;

bool is_extra(const std::string& node) { return node.ends_with(']'); }
std::string project_of(const std::string& node) { return node.substr(0, node.find_first_of("[:")); }
bool is_group(const std::string& node) { return node.contains(':'); }

// Who asks for an extra asks for the package; what an extra has of its own package goes without saying.
std::set<std::string> told(const Edges& edges) {
  std::set<std::string> texts;
  for (const auto& [from, targets] : edges) {
    for (const auto& to : targets) {
      for (const auto& each : {to, project_of(to)}) {
        if (project_of(from) != each || is_group(from)) texts.insert(from + " -> " + each);
      }
    }
  }
  return texts;
}

// An extra that needs no project is as good as its package: uv has a node for it where it needs packages of an index.
void drop_extras_without_projects(Edges& edges) {
  const auto leads_nowhere = [&](const std::string& node) {
    const auto found = edges.find(node);
    return is_extra(node) && (found == edges.end() || found->second == std::set{project_of(node)});
  };
  Edges kept;
  for (const auto& [from, targets] : edges)
    for (const auto& to : targets) kept[from].insert(leads_nowhere(to) ? project_of(to) : to);
  edges = std::move(kept);
}

std::string seen_from(const fs::path& top, const Json& path) {
  return fs::path(path.get<std::string>()).lexically_normal().lexically_relative(top).string();
}

std::string node_text(const Json& node, const fs::path& top) {
  for (const auto* kind : {"editable", "virtual", "directory"}) {
    if (!node["source"].contains(kind)) continue;
    auto text = seen_from(top, node["source"][kind]);
    if (node["kind"].is_string()) return text;
    if (node["kind"].contains("extra")) return text + "[" + node["kind"]["extra"].get<std::string>() + "]";
    return text + ":" + node["kind"]["group"].get<std::string>();
  }
  return {};  // from a registry
}

UvGraph read_answer(const Json& answer, const fs::path& top) {
  UvGraph graph;
  for (const auto& member : answer["members"]) graph.members.insert(seen_from(top, member["path"]));
  std::map<std::string, std::string> texts;
  for (const auto& [id, node] : answer["resolution"].items()) {
    if (node.contains("source")) texts[id] = node_text(node, top);
  }
  Edges edges;
  for (const auto& [id, text] : texts) {
    if (text.empty()) continue;
    graph.projects.insert(project_of(text));
    for (const auto& dependency : answer["resolution"][id]["dependencies"]) {
      const auto& to = texts[dependency["id"].get<std::string>()];
      if (!to.empty()) edges[text].insert(to);
    }
  }
  drop_extras_without_projects(edges);
  graph.edges = told(edges);
  return graph;
}

// What a node has when its package's own extras are written out.
void write_out(const Edges& edges, const std::string& node, std::set<std::string>& seen,
               std::set<std::string>& targets) {
  const auto found = edges.find(node);
  if (found == edges.end() || !seen.insert(node).second) return;
  for (const auto& to : found->second) {
    const bool own_extra = is_extra(to) && project_of(to) == project_of(node) && !is_group(node);
    if (own_extra)
      write_out(edges, to, seen, targets);
    else
      targets.insert(to);
  }
}

Edges written_out(const Edges& edges) {
  Edges result;
  for (const auto& [from, targets] : edges) {
    std::set<std::string> seen;
    write_out(edges, from, seen, result[from]);
  }
  std::erase_if(result, [](const auto& node) { return node.second.empty(); });
  return result;
}

}  // namespace

std::string told(const UvGraph& graph) {
  std::string text;
  for (const auto& member : graph.members) text += "member " + member + "\n";
  for (const auto& project : graph.projects) text += "project " + project + "\n";
  for (const auto& edge : graph.edges) text += edge + "\n";
  return text;
}

std::expected<UvGraph, std::string> UvProgram::graph_of(const fs::path& top, const RepoPath& root,
                                                        const Texts& options) const {
  const auto real_top = fs::canonical(top);
  const auto result = run_uv(home_.path(), root.is_root() ? real_top : real_top / root.str(), options);
  if (result.exit_code != 0) return std::unexpected(uv_program() + ": " + result.err);
  return read_answer(Json::parse(result.out), real_top);
}

UvGraph graph_of(const Workspace& workspace, const RepoPath& root) {
  UvGraph graph;
  for (const auto& set : workspace.member_sets) {
    if (set.root != root) continue;
    for (const auto& member : set.members) graph.members.insert(member.str());
    for (const auto& reached : workspace.reached_by_path(set)) graph.projects.insert(reached.str());
  }
  graph.projects.insert(graph.members.begin(), graph.members.end());
  Edges all;
  for (const auto& edge : workspace.edges) {
    const bool known_to_uv = edge.kind != EdgeKind::build && edge.kind != EdgeKind::declared;
    if (known_to_uv && graph.projects.contains(edge.from.project.str())) {
      all[to_text(edge.from)].insert(to_text(edge.to));
    }
  }
  auto edges = written_out(all);
  drop_extras_without_projects(edges);
  graph.edges = told(edges);
  return graph;
}

}  // namespace monoci
