#pragma once

#include <expected>
#include <string>
#include <vector>

#include "cli/context.hpp"
#include "scaffold/tree_edits.hpp"
#include "workspace/read_workspace.hpp"

namespace monoci {

// What monoci.yaml and its templates would lead to, seen before they are there. They are read from temporary files, as
// `--config` would read them; nothing in the repository is touched.
struct Rehearsal {
  std::string last_change;  // what `monoci affected` says of the last commit; or, in one line, why it cannot
  std::string child;        // what `monoci lint` says of the child pipeline with all projects; the same
};

// The error is every fault of the files: they must not be written. What `known` holds of manifests and locks is not
// parsed again.
std::expected<Rehearsal, Diagnostics> rehearse(const Context& context, const std::vector<NewFile>& files,
                                               const ReadCache& known);

}  // namespace monoci
