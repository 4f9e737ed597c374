#include "git/repository_revisions.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>

#include "base/quoted.hpp"
#include "git/failure.hpp"

namespace monoci {
namespace {

using gitview::MergeBaseAnswer;
using gitview::Oid;
using gitview::RefName;

// A first step that is cheap where the branch is young. Each further round would make the server walk it all again.
constexpr int kFirstSteps = 200;

// With more history there may be an answer, or a better one.
bool is_settled(const MergeBaseAnswer& answer) {
  if (const auto* found = std::get_if<gitview::MergeBases>(&answer))
    return found->complete || found->commits.size() == 1;
  return std::holds_alternative<gitview::NoMergeBase>(answer);
}

}  // namespace

gitview::Result<Oid> RepositoryRevisions::resolve(std::string_view revision) {
  return repository_.resolve_commit(revision);
}

gitview::Result<std::optional<Oid>> RepositoryRevisions::tip(const RefName& name) {
  return repository_.reference(name);
}

gitview::Result<std::optional<RefName>> RepositoryRevisions::remote_default_branch() {
  return repository_.remote_default_branch("origin");
}

Result<Oid> RepositoryRevisions::remote_branch(const std::string& name) {
  const auto there = RefName::parse("refs/heads/" + name);
  const auto here = RefName::parse("refs/remotes/origin/" + name);
  if (!there || !here) {
    return std::unexpected(
        Diagnostic{Severity::error, fmt::format("`{}` is no name of a branch", quoted_if_odd(name)), {}, ""});
  }
  // The remote is asked first: what an earlier job left in a reused clone may be long out of date.
  Result<Oid> tip = std::unexpected(Diagnostic{});
  if (fetcher_ != nullptr) {
    tip = fetcher_->branch(*there);
    const Result<void> brought = tip ? bring(*tip) : std::unexpected(tip.error());
    if (brought) return *tip;
    tip = std::unexpected(brought.error());
  }
  const auto known = to_result(repository_.reference(*here));
  if (!known) return std::unexpected(known.error());
  if (*known) return **known;
  if (fetcher_ != nullptr) return tip;  // why it could not be fetched says more than that it is not here
  return to_result(repository_.resolve_commit(here->str()));
}

Result<void> RepositoryRevisions::unshallow() {
  if (fetcher_ == nullptr) return std::unexpected(Diagnostic{.what = "fetching is off", .where = {}, .hint = ""});
  const auto head = to_result(repository_.resolve_commit("HEAD"));
  if (!head) return std::unexpected(head.error());
  return fetcher_->unshallow(std::span(&*head, 1));
}

Result<void> RepositoryRevisions::bring(const Oid& commit) {
  if (repository_.has_object(commit)) return {};
  if (fetcher_ == nullptr) {
    return std::unexpected(Diagnostic{Severity::error,
                                      fmt::format("commit {} is not in this clone, and fetching is off", commit.hex()),
                                      {},
                                      "leave out `--no-fetch`, or fetch the commit beforehand"});
  }
  const Result<void> exact = fetcher_->commit(commit);
  const auto head = repository_.resolve_commit("HEAD");
  for (const bool all : {false, true}) {
    if (repository_.has_object(commit)) return {};
    if (!repository_.is_shallow() || !head) break;
    (void)(all ? fetcher_->unshallow(std::span(&*head, 1)) : fetcher_->deepen(std::span(&*head, 1), kFirstSteps));
  }
  if (repository_.has_object(commit)) return {};
  Diagnostic problem{Severity::error, fmt::format("commit {} is not in this clone", commit.hex()), {}, ""};
  if (!exact) {
    problem.what += ": " + exact.error().what;
    problem.hint = exact.error().hint;
  }
  return std::unexpected(std::move(problem));
}

Result<MergeBaseAnswer> RepositoryRevisions::merge_bases(const Oid& one, const Oid& other) {
  const std::array tips{one, other};
  auto answer = gitview::merge_bases(repository_, one, other);
  for (const bool all : {false, true}) {
    if (!answer || is_settled(*answer) || fetcher_ == nullptr || !repository_.is_shallow()) break;
    const Result<void> done = all ? fetcher_->unshallow(tips) : fetcher_->deepen(tips, kFirstSteps);
    if (!done) break;
    answer = gitview::merge_bases(repository_, one, other);
  }
  return to_result(std::move(answer));
}

}  // namespace monoci
