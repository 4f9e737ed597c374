#pragma once

#include <vector>

#include "config/project_settings.hpp"
#include "document/document.hpp"

namespace monoci {

// The files of its own repository that a text of GitLab's includes: their paths as written, wildcards and a leading
// `/` too, and those of the pipelines that its jobs start. What is malformed is left to whoever reads the text in
// earnest.
std::vector<SpottedText> local_includes(const Value& document);

}  // namespace monoci
