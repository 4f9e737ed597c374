#include "render/renderers.hpp"

#include "render/findings.hpp"
#include "render/formats.hpp"
#include "render/markdown.hpp"

namespace monoci {

namespace {

constexpr AffectedRenderer kAffectedRenderers[] = {
    {"text", &render_affected_text},   {"json", &render_affected_json},         {"names", &render_affected_names},
    {"paths", &render_affected_paths}, {"markdown", &render_affected_markdown},
};

constexpr ListRenderer kListRenderers[] = {
    {"text", &render_list_text},
    {"json", &render_list_json},
    {"names", &render_list_names},
    {"paths", &render_list_paths},
};

constexpr GraphRenderer kGraphRenderers[] = {
    {"dot", &render_graph_dot},
    {"mermaid", &render_graph_mermaid},
    {"json", &render_graph_json},
};

constexpr InputsRenderer kInputsRenderers[] = {
    {"text", &render_inputs_text},
    {"json", &render_inputs_json},
};

constexpr FindingsRenderer kFindingsRenderers[] = {
    {"text", &render_findings_text},
    {"codequality", &render_findings_code_quality},
};

}  // namespace

std::span<const AffectedRenderer> affected_renderers() { return kAffectedRenderers; }
std::span<const ListRenderer> list_renderers() { return kListRenderers; }
std::span<const GraphRenderer> graph_renderers() { return kGraphRenderers; }
std::span<const InputsRenderer> inputs_renderers() { return kInputsRenderers; }
std::span<const FindingsRenderer> findings_renderers() { return kFindingsRenderers; }

}  // namespace monoci
