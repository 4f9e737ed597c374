#include "config/project_settings.hpp"

#include "config/config.hpp"
#include "config/fields.hpp"

namespace monoci {

ProjectSettings read_project_settings(const Value& table, Diagnostics& problems) {
  ProjectSettings settings;
  if (table.is(ValueType::null)) return settings;  // an empty monoci.project.yaml: its place says all
  Fields fields(table, "", problems);
  if (const auto* kind = fields.find("kind")) settings.kind = read_text(*kind, "kind", problems);
  if (const auto* name = fields.find("name")) settings.name = read_text(*name, "name", problems);
  if (const auto* tags = fields.find("tags")) settings.tags = read_texts(*tags, "tags", problems);
  if (const auto* depends_on = fields.find("depends_on"))
    settings.depends_on = read_texts(*depends_on, "depends_on", problems);
  if (const auto* inputs = fields.find("inputs")) settings.inputs = read_texts(*inputs, "inputs", problems);
  if (const auto* ignore = fields.find("ignore")) settings.ignore = read_texts(*ignore, "ignore", problems);
  fields.refuse_others();
  return settings;
}

}  // namespace monoci
