#pragma once

#include <string>

#include "gitlab/gitlab_api.hpp"

namespace monoci {

struct MergeRequest {
  std::string project, number;  // CI_MERGE_REQUEST_PROJECT_ID, CI_MERGE_REQUEST_IID
};

enum class Posted : std::uint8_t { fresh, updated };

// Writes `text` to the merge request: into the note that the token's user left there earlier, else into a new one. A
// hidden line tells such a note from what else that user says.
Result<Posted> post_note(GitlabApi& api, const MergeRequest& request, const std::string& text);

// With the hidden line, and no longer than GitLab takes.
std::string note_body(const std::string& text);

}  // namespace monoci
