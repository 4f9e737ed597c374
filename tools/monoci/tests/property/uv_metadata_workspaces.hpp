#pragma once

#include "support/files.hpp"

namespace monoci {

struct UvWorkspace {
  RepoPath root;
  Files files;
};

// A workspace that uv accepts and that needs nothing from any index. To be called within rc::gen::exec.
UvWorkspace random_uv_workspace();

}  // namespace monoci
