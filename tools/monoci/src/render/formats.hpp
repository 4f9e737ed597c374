// What the rows of render/renderers.cpp call: one function for each format of an answer, a list and a graph.
//
// Those for programs (`json`) have a version and a schema in schema/; what is not known is null, never a missing key;
// bytes that are not UTF-8 become U+FFFD.
#pragma once

#include <string>

#include "render/affected_report.hpp"
#include "render/graph_view.hpp"
#include "render/text_style.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// What a person wants to read: projects by kind with the first reason of each, and what the answer rests on.
std::string render_affected_text(const AffectedReport& report, const TextStyle& style);

// One directory, or one name, a line; in the order of the directories.
std::string render_affected_paths(const AffectedReport& report, const TextStyle& style);
std::string render_affected_names(const AffectedReport& report, const TextStyle& style);

std::string render_list_text(const Workspace& workspace, const TextStyle& style);
std::string render_list_paths(const Workspace& workspace, const TextStyle& style);
std::string render_list_names(const Workspace& workspace, const TextStyle& style);

// For Graphviz.
std::string render_graph_dot(const GraphView& graph);

// For Markdown that GitLab shows.
std::string render_graph_mermaid(const GraphView& graph);

std::string render_affected_json(const AffectedReport& report, const TextStyle& style);
std::string render_list_json(const Workspace& workspace, const TextStyle& style);
std::string render_graph_json(const GraphView& graph);

}  // namespace monoci
