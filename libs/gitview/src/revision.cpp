// Names of commits: references and full ids by themselves, so that read_progress() can tell what is read; everything
// else ("HEAD~3", "v1^{}", an abbreviated id) by libgit2's parser.
#include "commit_object.hpp"
#include "read_mark.hpp"
#include "repository_state.hpp"

namespace gitview {
namespace {

constexpr int kMaxTagDepth = 64;  // tags on tags are legal; a chain without end is not

std::optional<Oid> reference_target(git_repository* repository, const std::string& name) {
  ReferenceHandle reference;
  if (acquire(reference, git_reference_dwim, repository, name.c_str()) < 0) return std::nullopt;
  const git_oid* target = git_reference_target(reference.get());
  return target == nullptr ? std::nullopt : std::optional<Oid>(Oid(target->id));
}

Result<Oid> evaluate(git_repository* repository, const std::string& revision, const CloneShape& clone) {
  const ReadMark mark{Oid()};
  ObjectHandle object;
  const int code = acquire(object, git_revparse_single, repository, revision.c_str());
  if (code < 0) return std::unexpected(revision_failure(last_git_error(code), revision, clone));
  return Oid(git_object_id(object.get())->id);
}

Failure no_commit(const std::string& revision, std::string_view what) {
  return {FailureKind::revision_not_found, "revision names " + std::string(what) + ", not a commit", revision,
          "give a commit, a branch or a tag"};
}

}  // namespace

Result<Oid> Repository::State::peel(Oid oid, const std::string& revision) const {
  for (int depth = 0; depth < kMaxTagDepth; ++depth) {
    auto object = read(oid, depth == 0 ? "commit" : "tagged object");
    if (!object) return std::unexpected(std::move(object.error()));
    const git_object_t type = git_odb_object_type(object->get());
    if (type == GIT_OBJECT_COMMIT) return oid;
    if (type != GIT_OBJECT_TAG) {
      return std::unexpected(no_commit(revision, type == GIT_OBJECT_TREE ? "a directory" : "a file"));
    }
    const auto target = parse_tag_target(content_of(*object));
    if (!target) return std::unexpected(no_commit(revision, "a damaged tag"));
    oid = *target;
  }
  return std::unexpected(no_commit(revision, "an endless chain of tags"));
}

Result<Oid> Repository::resolve_commit(std::string_view revision) const {
  const std::string name(revision);
  if (name.empty() || name.contains('\0')) {
    return std::unexpected(revision_failure({.code = GIT_EINVALIDSPEC, .message = {}}, name, state_->clone_shape()));
  }
  if (const auto oid = Oid::parse(name)) {
    if (!has_object(*oid)) return std::unexpected(unknown_id(*oid, state_->clone_shape()));
    return state_->peel(*oid, name);
  }
  git_repository* repository = state_->repository.get();
  if (const auto oid = reference_target(repository, name)) return state_->peel(*oid, name);
  const auto oid = evaluate(repository, name, state_->clone_shape());
  return oid ? state_->peel(*oid, name) : oid;
}

std::optional<std::string> Repository::remote_default_branch(std::string_view remote) const {
  constexpr std::string_view kPrefix = "refs/remotes/";
  const std::string name = std::string(kPrefix) + std::string(remote) + "/HEAD";
  ReferenceHandle reference;
  if (acquire(reference, git_reference_lookup, state_->repository.get(), name.c_str()) < 0) return std::nullopt;
  const char* target = git_reference_symbolic_target(reference.get());
  if (target == nullptr || !std::string_view(target).starts_with(kPrefix)) return std::nullopt;
  return std::string(std::string_view(target).substr(kPrefix.size()));
}

}  // namespace gitview
