#include "gitview/patch.hpp"

#include "handle.hpp"

namespace gitview {

namespace {

using PatchHandle = Handle<git_patch, git_patch_free>;

struct Text {  // that git writes into
  git_buf buffer = GIT_BUF_INIT_CONST(nullptr, 0);
  ~Text() { git_buf_dispose(&buffer); }
};

}  // namespace

std::string unified_patch(std::string_view path, std::string_view before, std::string_view after) {
  git_diff_options options;
  git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);  // its initializer macro leaves fields out
  options.flags = GIT_DIFF_FORCE_TEXT;
  const std::string name(path);
  PatchHandle patch;
  Text text;
  if (acquire(patch, git_patch_from_buffers, before.data(), before.size(), name.c_str(), after.data(), after.size(),
              name.c_str(), &options) < 0 ||
      git_patch_to_buf(&text.buffer, patch.get()) < 0)
    return {};
  return {text.buffer.ptr, text.buffer.size};
}

}  // namespace gitview
