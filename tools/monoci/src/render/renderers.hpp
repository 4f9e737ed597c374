// Every format of every answer, by the name that `--format` takes. A new one is a function and a row in renderers.cpp.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/finding.hpp"
#include "render/affected_report.hpp"
#include "render/graph_view.hpp"
#include "render/inputs_report.hpp"
#include "render/text_style.hpp"

namespace monoci {

struct AffectedRenderer {
  std::string_view name;
  std::string (*render)(const AffectedReport&, const TextStyle&);
};

struct ListRenderer {
  std::string_view name;
  std::string (*render)(const Workspace&, const TextStyle&);
};

struct InputsRenderer {
  std::string_view name;
  std::string (*render)(const InputsReport&, const TextStyle&);
};

struct GraphRenderer {
  std::string_view name;
  std::string (*render)(const GraphView&);
};

struct FindingsRenderer {
  std::string_view name;
  std::string (*render)(const std::vector<Finding>&, const TextStyle&);
};

std::span<const AffectedRenderer> affected_renderers();  // the first of each is the default
std::span<const ListRenderer> list_renderers();
std::span<const GraphRenderer> graph_renderers();
std::span<const InputsRenderer> inputs_renderers();
std::span<const FindingsRenderer> findings_renderers();

template <class Renderer>
const Renderer* find_renderer(std::span<const Renderer> table, std::string_view name) {
  const auto found = std::ranges::find(table, name, &Renderer::name);
  return found == table.end() ? nullptr : &*found;
}

}  // namespace monoci
