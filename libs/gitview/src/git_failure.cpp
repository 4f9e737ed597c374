#include "git_failure.hpp"

#include <git2.h>

namespace gitview {
namespace {

constexpr std::string_view kCheckHint = "the object database is damaged: run `git fsck`, or clone again";

struct Extension {
  std::string_view name, what, hint;
};
constexpr Extension kKnownExtensions[] = {
    {"objectformat", "this repository uses SHA-256 object ids, which are not supported yet",
     "clone it in the SHA-1 format (`git init --object-format=sha1`)"},
    {"refstorage", "this repository keeps its references in a reftable, which is not supported yet",
     "run `git refs migrate --ref-format=files`"},
};

// libgit2 tells an extension's name in its message only: the one text that is looked into for a decision.
Failure unsupported_format(const GitError& error, std::string where) {
  constexpr std::string_view kPrefix = "extensions.";
  const std::size_t at = error.message.find(kPrefix);
  if (at == std::string::npos) {
    return {FailureKind::unsupported_format, error.message, std::move(where), "use a newer version of this program"};
  }
  const std::string name = error.message.substr(at + kPrefix.size());
  for (const Extension& known : kKnownExtensions) {
    if (name == known.name) {
      return {FailureKind::unsupported_format, std::string(known.what), std::move(where), std::string(known.hint)};
    }
  }
  return {FailureKind::unsupported_format, "this repository uses extensions." + name + ", which is not supported yet",
          std::move(where), "remove the extension, or use a newer version of this program"};
}

std::string missing_object_hint(std::string_view type, const Oid& oid, const CloneShape& clone) {
  if (clone.filter && type != "commit") {
    if (type == "blob") return "run `git cat-file -e " + oid.hex() + "`, which fetches it";
    return "run `git fetch --refetch --filter=blob:none`";
  }
  if (clone.shallow) return "run `git fetch --unshallow`, or set GIT_DEPTH: 0 in the job";
  return std::string(kCheckHint);
}

std::string missing_object_what(std::string_view type, const CloneShape& clone) {
  std::string what(type);
  if (clone.filter && type != "commit") {
    const std::string filter = clone.filter->empty() ? "" : " (filter " + *clone.filter + ")";
    return what + " is not in this partial clone" + filter;
  }
  return what + (clone.shallow ? " is not in this shallow clone" : " is missing");
}

std::string unknown_revision_hint(std::string_view revision, const CloneShape& clone) {
  if (revision.starts_with("origin/")) {
    const std::string branch(revision.substr(7));
    return "CI clones often hold one branch only: run `git fetch origin +refs/heads/" + branch +
           ":refs/remotes/origin/" + branch + "`, or give a commit id";
  }
  if (revision == "HEAD") return "there is no commit yet";
  if (clone.shallow) return "this is a shallow clone: the revision may lie beyond its history";
  return "check the spelling, or fetch it";
}

}  // namespace

GitError last_git_error(int code) {
  const git_error* error = git_error_last();
  if (error == nullptr || error->message == nullptr)
    return {.code = code, .error_class = GIT_ERROR_NONE, .message = {}};
  return {.code = code, .error_class = error->klass, .message = error->message};
}

Failure open_failure(const GitError& error, const std::filesystem::path& directory) {
  if (error.error_class == GIT_ERROR_CONFIG) {
    std::error_code ignored;
    const std::filesystem::path config = directory / "config";
    return config_failure(error, std::filesystem::exists(config, ignored) ? config : directory);
  }
  if (error.code == GIT_ENOTFOUND) {
    return {
        FailureKind::not_a_repository, "not a git repository: " + error.message, directory.string(),
        "if this is a worktree or a submodule, its repository was moved or removed: run `git worktree repair` there"};
  }
  if (error.error_class == GIT_ERROR_REPOSITORY) return unsupported_format(error, directory.string());
  return {FailureKind::io, "cannot open the repository: " + error.message, directory.string(), ""};
}

Failure config_failure(const GitError& error, const std::filesystem::path& file) {
  // libgit2 writes "WHAT (in FILE:LINE)"; the place belongs in its own field.
  std::string what = error.message;
  std::string where = file.string();
  const std::size_t at = what.rfind(" (in ");
  if (at != std::string::npos && what.ends_with(')')) {
    where = what.substr(at + 5, what.size() - at - 6);
    what.resize(at);
  }
  return {FailureKind::damaged_config, what, where,
          "correct that line; `git config --list --show-origin` reads it too"};
}

Failure missing_object(std::string_view type, const Oid& oid, const CloneShape& clone) {
  return {FailureKind::missing_object, missing_object_what(type, clone), oid.hex(),
          missing_object_hint(type, oid, clone)};
}

Failure unknown_id(const Oid& oid, const CloneShape& clone) {
  return {FailureKind::missing_object, missing_object_what("commit", clone), oid.hex(),
          "check the id, or run `git fetch origin " + oid.hex() + "`"};
}

Failure read_failure(const GitError& error, std::string_view type, const Oid& oid, const CloneShape& clone) {
  if (error.code == GIT_ENOTFOUND) return missing_object(type, oid, clone);
  if (error.error_class == GIT_ERROR_OS) {
    return {FailureKind::io, "cannot read a " + std::string(type) + ": " + error.message, oid.hex(), ""};
  }
  return {FailureKind::damaged_object, "cannot read a " + std::string(type) + ": " + error.message, oid.hex(),
          std::string(kCheckHint)};
}

Failure revision_failure(const GitError& error, std::string_view revision, const CloneShape& clone) {
  const std::string name(revision);
  switch (error.code) {
    case GIT_EAMBIGUOUS:
      return {FailureKind::ambiguous_revision, "revision is ambiguous", name, "give more digits, or a full reference"};
    case GIT_EINVALIDSPEC:
      return {FailureKind::revision_not_found, "not a revision", name, "give one commit, branch or tag"};
    case GIT_ENOTFOUND:
      break;
    default:
      return {FailureKind::damaged_object, "cannot resolve revision: " + error.message, name, "run `git fsck`"};
  }
  if (error.error_class == GIT_ERROR_ODB) {
    return {FailureKind::missing_object, "revision leads to an object that is not in this clone", name,
            clone.shallow ? "run `git fetch --unshallow`, or set GIT_DEPTH: 0 in the job" : std::string(kCheckHint)};
  }
  return {FailureKind::revision_not_found, "revision not found", name, unknown_revision_hint(revision, clone)};
}

}  // namespace gitview
