#pragma once

#include <string>
#include <vector>

#include "render/text_style.hpp"
#include "workspace/inputs_of.hpp"

namespace monoci {

// What the result of one project may depend on.
struct InputsReport {
  const Project& project;
  std::vector<Input> inputs;
  std::vector<Edge> dependencies;  // whose inputs are the project's own as well
};

std::string render_inputs_text(const InputsReport& report, const TextStyle& style);
std::string render_inputs_json(const InputsReport& report, const TextStyle& style);

}  // namespace monoci
