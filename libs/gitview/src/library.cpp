#include "gitview/library.hpp"

#include <git2.h>

#include <array>
#include <stdexcept>

#include "bounded_memory.hpp"

namespace gitview {
namespace {

// Extensions that change nothing about reading objects and references. Lower case: libgit2 compares with the
// normalised key. Never objectformat or refstorage: once allowed, libgit2 opens such repositories and misreads them.
constexpr std::array kExtensions = {"partialclone", "worktreeconfig", "preciousobjects", "relativeworktrees"};

constexpr std::array kUserLevels = {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
                                    GIT_CONFIG_LEVEL_GLOBAL};

// Nobody's personal configuration can change or prevent an answer.
void forget_user_configuration() {
  for (const git_config_level_t level : kUserLevels) git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
}

}  // namespace

Library::Library() {
  bound_memory_of_libgit2();
  if (git_libgit2_init() < 0) throw std::runtime_error("libgit2 cannot be initialised");
  git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);             // nothing is executed or written: see README.md
  git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);  // see repository.cpp and revision.cpp
  git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);                   // TreeStore keeps what is needed twice
  git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, kExtensions.data(), kExtensions.size());
  forget_user_configuration();
}

Library::~Library() { git_libgit2_shutdown(); }

}  // namespace gitview
