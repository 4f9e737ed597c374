// Names of commits: references and full ids by themselves, so that read_progress() can tell what is read; everything
// else ("HEAD~3", "v1^{}", an abbreviated id) by libgit2's parser.
#include <algorithm>
#include <vector>

#include "bounded_memory.hpp"
#include "commit_object.hpp"
#include "read_mark.hpp"
#include "repository_state.hpp"

namespace gitview {
namespace {

constexpr int kMaxTagDepth = 64;  // tags on tags are legal; a chain without end is not

// What libgit2 reads on its own way is verified by itself; what we read is by `State::read`, in a third of the time.
struct VerifiedReads {
  VerifiedReads() { git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1); }
  ~VerifiedReads() { git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0); }
  VerifiedReads(const VerifiedReads&) = delete;
  VerifiedReads& operator=(const VerifiedReads&) = delete;
};

// "main~1": a name, and steps from there.
struct Expression {
  std::string name, steps;
};

Expression split(const std::string& revision) {
  const std::size_t end = std::min({revision.find_first_of("~^:"), revision.find("@{"), revision.size()});
  Expression parts{.name = revision.substr(0, end), .steps = revision.substr(end)};
  if (parts.name == "@") parts.name = RefName::head().str();
  return parts;
}

bool means_itself_alone(const std::string& name) { return name.starts_with("refs/") || name == RefName::head().str(); }

// gitrevisions(7): a full name means itself alone, so that no tag can be called what a branch's full name is.
std::vector<RefName> meanings_of(const std::string& name) {
  std::vector<RefName> meanings;
  const auto add = [&meanings](const std::string& full) {
    if (auto parsed = RefName::parse(full)) meanings.push_back(std::move(*parsed));
  };
  add(name);
  if (means_itself_alone(name)) return meanings;
  for (const char* folder : {"refs/", "refs/tags/", "refs/heads/", "refs/remotes/"}) add(folder + name);
  add("refs/remotes/" + name + "/HEAD");
  return meanings;
}

Failure ambiguous(const std::string& name, const std::string& one, const std::string& other) {
  return {FailureKind::ambiguous_revision, "revision is ambiguous: " + one + " or " + other, name,
          "write in full which is meant"};
}

bool begins_an_id(git_odb* odb, const std::string& name) {
  constexpr std::size_t kFewestDigits = 4;
  git_oid beginning{};
  if (name.size() < kFewestDigits || git_oid_fromstrn(&beginning, name.data(), name.size()) < 0) return false;
  git_oid found{};
  const int code = git_odb_exists_prefix(&found, odb, &beginning, name.size());
  return code == 0 || code == GIT_EAMBIGUOUS;
}

Result<Oid> evaluate(git_repository* repository, const std::string& text, const std::string& revision,
                     const CloneShape& clone) {
  const ReadMark mark{Oid()};
  const VerifiedReads verified;
  const MemoryBound bound(Repository::kLargestBlob + 1);
  ObjectHandle object;
  const int code = acquire(object, git_revparse_single, repository, text.c_str());
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
  const Expression parts = split(name);
  const auto not_found = [&] {
    return std::unexpected(revision_failure({.code = GIT_ENOTFOUND, .message = {}}, name, state_->clone_shape()));
  };
  const auto commit_of = [&](const RefName& found) -> Result<Oid> {
    const auto oid = state_->references.resolve(found);
    if (!oid) return std::unexpected(oid.error());
    if (!*oid) return not_found();  // it went away meanwhile
    return state_->peel(**oid, name);
  };
  const auto reference = state_->named(parts.name);
  if (!reference) return std::unexpected(reference.error());
  if (*reference && parts.steps.empty()) return commit_of(**reference);
  // libgit2 would go on to refs/remotes/HEAD, refs/tags/refs/heads/main and the like.
  if (!*reference && means_itself_alone(parts.name)) return not_found();
  const std::string text = *reference ? (*reference)->str() + parts.steps : name;
  if (*reference) {  // libgit2 1.5 leaks the reference when its commit cannot be read
    if (auto begin = commit_of(**reference); !begin) return begin;
  }
  const auto oid = evaluate(state_->repository.get(), text, name, state_->clone_shape());
  return oid ? state_->peel(*oid, name) : oid;
}

Result<std::optional<RefName>> Repository::State::named(const std::string& name) {
  constexpr std::string_view kRemote = "origin/";
  std::optional<RefName> first;
  std::optional<Oid> target;
  for (const RefName& meaning : meanings_of(name)) {
    const auto leads_to = references.resolve(meaning);
    if (!leads_to) return std::unexpected(leads_to.error());
    if (!*leads_to) continue;
    if (first && target != *leads_to) return std::unexpected(ambiguous(name, first->str(), meaning.str()));
    if (!first) first = meaning;
    target = *leads_to;
  }
  if (!first || first->str() == name) return first;
  if (begins_an_id(odb.get(), name)) return std::unexpected(ambiguous(name, first->str(), "the id of an object"));
  const bool looks_remote = name.starts_with(kRemote) && !first->str().starts_with("refs/remotes/");
  if (looks_remote) return std::unexpected(ambiguous(name, first->str(), "a branch of the remote that is not here"));
  return first;
}

}  // namespace gitview
