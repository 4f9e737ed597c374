// What holds of a file as it is written, and cannot be told from its values any more.
#pragma once

#include "base/diagnostic.hpp"
#include "gitlab/rules/gitlab_text.hpp"

namespace monoci {

void check_byte_order_mark(const GitLabText&, Diagnostics&);
void check_one_document(const GitLabText&, Diagnostics&);
void check_aliases(const GitLabText&, Diagnostics&);
void check_merge_keys(const GitLabText&, Diagnostics&);
void check_tags_known(const GitLabText&, Diagnostics&);
void check_plain_values(const GitLabText&, Diagnostics&);
void check_plain_keys(const GitLabText&, Diagnostics&);

}  // namespace monoci
