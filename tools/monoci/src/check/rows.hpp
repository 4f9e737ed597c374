// What the rows of the table call; each stands in the file that is called like it.
#pragma once

#include "check/check.hpp"

namespace monoci {

void check_configuration(const CheckedTree& tree, Diagnostics& problems);
void check_manifests(const CheckedTree& tree, Diagnostics& problems);
void check_member_patterns(const CheckedTree& tree, Diagnostics& problems);
void check_job_templates(const CheckedTree& tree, Diagnostics& problems);
void check_scaffolds(const CheckedTree& tree, Diagnostics& problems);
void check_registration(const CheckedTree& tree, Diagnostics& problems);
void check_dangling_links(const CheckedTree& tree, Diagnostics& problems);
void check_escaping_links(const CheckedTree& tree, Diagnostics& problems);
void check_duplicate_names(const CheckedTree& tree, Diagnostics& problems);
void check_cycles(const CheckedTree& tree, Diagnostics& problems);
void check_test_data(const CheckedTree& tree, Diagnostics& problems);
void check_lost_projects(const CheckedTree& tree, Diagnostics& problems);
void check_unowned_manifests(const CheckedTree& tree, Diagnostics& problems);
void check_undeclared_imports(const CheckedTree& tree, Diagnostics& problems);
void check_optional_imports(const CheckedTree& tree, Diagnostics& problems);
void check_named_paths(const CheckedTree& tree, Diagnostics& problems);
void check_scripts(const CheckedTree& tree, Diagnostics& problems);
void check_members(const CheckedTree& tree, Diagnostics& problems);
void check_locked_projects(const CheckedTree& tree, Diagnostics& problems);
void check_boundaries(const CheckedTree& tree, Diagnostics& problems);

}  // namespace monoci
