#pragma once

#include <string>

#include "render/text_style.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

std::string render_list_text(const Workspace& workspace, const TextStyle& style);
std::string render_list_paths(const Workspace& workspace, const TextStyle& style);
std::string render_list_names(const Workspace& workspace, const TextStyle& style);

}  // namespace monoci
