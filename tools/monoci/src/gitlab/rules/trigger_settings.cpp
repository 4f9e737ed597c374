#include "gitlab/rules/file_keys.hpp"
#include "gitlab/rules/key_checks.hpp"

namespace monoci {

void check_trigger(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (node.is(ValueType::map))
    check_shape(node, name, node.has("include") ? kChildTriggerShape : kOtherTriggerShape, problems);
}

}  // namespace monoci
