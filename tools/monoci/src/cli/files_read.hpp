#pragma once

#include <vector>

#include "cli/distinct_files.hpp"
#include "cli/session.hpp"

namespace monoci {

// The files on the disk that the answer was read from by name: configuration, job templates, manifests. No output may
// be one of them.
std::vector<FileInUse> files_read(const Session& session, const Workspace& workspace);

}  // namespace monoci
