#include "git/base_revision.hpp"

#include <fmt/format.h>

#include <sstream>
#include <variant>

#include "git/failure.hpp"

namespace monoci {
namespace {

using gitview::Oid;
using gitview::RefName;

constexpr std::string_view kRemote = "refs/remotes/origin/", kLocal = "refs/heads/";

// What a name that is not known here would be called on the remote. HEAD is never another's.
std::optional<std::string> branch_meant_by(const std::string& revision) {
  for (const std::string_view folder : {kRemote, kLocal, std::string_view("origin/")}) {
    if (revision.starts_with(folder)) return revision.substr(folder.size());
  }
  if (revision == RefName::head().str() || revision.starts_with("refs/")) return std::nullopt;
  return revision;
}

std::unexpected<Diagnostic> refused(std::string what, std::string hint = {}) {
  return std::unexpected(Diagnostic{Severity::error, std::move(what), {}, std::move(hint)});
}

std::string in_one_line(const Diagnostic& problem) {
  return problem.hint.empty() ? problem.what : fmt::format("{} ({})", problem.what, problem.hint);
}

class Chooser {
 public:
  Chooser(const PipelineFacts& pipeline, const BaseRequest& request, Revisions& revisions, GreenPipelines* greens)
      : pipeline_(pipeline), request_(request), revisions_(revisions), greens_(greens) {}

  Result<HeadChoice> head() {
    if (auto done = check_request(); !done) return std::unexpected(done.error());
    if (auto done = choose_head(); !done) return std::unexpected(done.error());
    return HeadChoice{choice_.head, choice_.uncommitted};
  }

  Result<BaseChoice> choose() {
    if (auto done = head(); !done) return std::unexpected(done.error());
    if (auto done = choose_bases(); !done) return std::unexpected(done.error());
    if (choice_.bases == std::vector{choice_.head}) {
      choice_.notes.push_back(choice_.uncommitted ? "base and head are one commit: only uncommitted changes count"
                                                  : "base and head are one commit: nothing differs");
    }
    return std::move(choice_);
  }

 private:
  Result<void> choose_bases() {
    if (request_.everything) {
      choice_.why = *request_.everything;
    } else if (request_.base == kLastGreen) {
      return by_last_green();
    } else if (request_.base) {
      return by_request();
    } else {
      return by_circumstances();
    }
    return {};
  }

  Result<void> by_circumstances() {
    if (!pipeline_.rule) return by_default_branch();
    by_rule(*pipeline_.rule);
    return {};
  }

  Result<void> check_request() const {
    if (request_.exact_base && !request_.base) return refused("`--exact-base` needs `--base REV`");
    if (!request_.uncommitted.value_or(false)) return {};
    if (request_.head) return refused("`--uncommitted` and `--head` exclude each other: the work tree stands on HEAD");
    if (revisions_.is_bare()) return refused("`--uncommitted` needs a work tree, and this repository is bare");
    return {};
  }

  Result<void> choose_head() {
    choice_.uncommitted = request_.uncommitted.value_or(!pipeline_.in_ci && !request_.head && !revisions_.is_bare());
    std::string revision = request_.head.value_or("HEAD");
    // A job is about this commit, whatever the runner left checked out.
    if (!request_.head && !choice_.uncommitted && !pipeline_.commit.empty()) revision = pipeline_.commit;
    const Result<Oid> head = find(revision);
    if (!head) return std::unexpected(head.error());
    choice_.head = *head;
    head_name_ = request_.head ? *request_.head : "HEAD";
    return {};
  }

  // A full id that is not in the clone is fetched.
  Result<Oid> find(const std::string& revision) {
    const auto found = revisions_.resolve(revision);
    if (found) return *found;
    const auto id = Oid::parse(revision);
    const bool may_lie_further = found.error().kind == gitview::FailureKind::revision_not_found ||
                                 found.error().kind == gitview::FailureKind::missing_object;
    if (!id && may_lie_further && revisions_.is_shallow()) return find_name(revision, to_diagnostic(found.error()));
    if (!id || found.error().kind != gitview::FailureKind::missing_object) {
      return std::unexpected(to_diagnostic(found.error()));
    }
    const Result<void> here = revisions_.bring(*id);
    if (!here) return std::unexpected(here.error());
    return *id;
  }

  // A shallow clone lacks other branches and what lies further back: the remote may know either.
  Result<Oid> find_name(const std::string& revision, Diagnostic why) {
    const bool is_plain = revision.find_first_of("~^@:") == std::string::npos;
    if (is_plain) {
      const auto branch = branch_meant_by(revision);
      if (const auto tip = branch ? revisions_.remote_branch(*branch) : refused("it is no branch")) return *tip;
    } else if (revisions_.unshallow()) {
      if (const auto found = revisions_.resolve(revision)) return *found;
    }
    return std::unexpected(std::move(why));
  }

  Result<void> by_last_green() {
    if (!pipeline_.pushed_to) {
      choice_.notes.push_back("`--base last-green` is for pushes to the default branch: here the usual base counts");
      return by_circumstances();
    }
    const auto green = last_green();
    choice_.why = fmt::format("last green pipeline of `{}`: its report", *pipeline_.pushed_to);
    if (!green) {
      everything_for_want_of(fmt::format("the last green pipeline is not known: {}", in_one_line(green.error())));
    } else if (*green) {
      choice_.bases = {**green};
    } else {
      choice_.notes.emplace_back(
          "no last green pipeline: no report of a complete one tells of a commit in our history; the usual base counts "
          "instead");
      return by_circumstances();
    }
    return {};
  }

  // The newest that our history has. One of this very commit does not count: a retry would find its own pipeline. Where
  // it is not known of one whether it is ours, an older one is as good: what differs since then is more.
  Result<std::optional<Oid>> last_green() {
    if (greens_ == nullptr) return refused("there is nobody to ask");
    std::optional<Diagnostic> unknown;
    for (int failures = 0; failures < kMostUnknown;) {
      const auto head = greens_->next();
      if (!head) return std::unexpected(head.error());
      if (!*head && unknown) break;
      if (!*head) return std::nullopt;
      if (**head == choice_.head) continue;
      const auto is_ours = is_ancestor(**head);
      if (is_ours && *is_ours) return **head;
      if (is_ours) continue;
      if (!unknown) unknown = is_ours.error();
      ++failures;
    }
    return std::unexpected(*unknown);
  }

  Result<bool> is_ancestor(const Oid& commit) {
    if (const auto here = revisions_.bring(commit); !here) return std::unexpected(here.error());
    const auto answer = revisions_.merge_bases(commit, choice_.head);
    if (!answer) return std::unexpected(answer.error());
    if (std::holds_alternative<gitview::UnknownMergeBase>(*answer)) {
      return refused(fmt::format("whether commit {} is in our history cannot be known", commit.short_hex()));
    }
    const auto* found = std::get_if<gitview::MergeBases>(&*answer);
    return found != nullptr && found->commits == std::vector{commit};
  }

  Result<void> by_request() {
    const std::string& revision = request_.base.value();
    choice_.why = fmt::format("--base {}", revision);
    if (is_zero_commit(revision)) {
      everything_for_want_of("`--base` is all zeros: no commit");
      return {};
    }
    const Result<Oid> base = find(revision);
    if (!base) {
      // A full id may well be right and yet out of reach, after a force push say; a name that leads nowhere is a
      // mistake.
      if (!Oid::parse(revision)) return std::unexpected(base.error());
      everything_for_want_of(in_one_line(base.error()));
    } else if (request_.exact_base) {
      choice_.bases = {*base};
      choice_.why += " --exact-base";
    } else {
      by_merge_base(*base, revision);
    }
    return {};
  }

  void by_rule(const BaseRule& rule) {
    choice_.why = rule.why;
    switch (rule.kind) {
      case BaseRuleKind::everything:
        break;
      case BaseRuleKind::unknown:
        everything_for_want_of(rule.why);
        break;
      case BaseRuleKind::merge_base_branch:
        by_remote_branch(rule.value);
        break;
      case BaseRuleKind::commit:
      case BaseRuleKind::merge_base_commit:
        by_commit(rule);
        break;
    }
  }

  void by_commit(const BaseRule& rule) {
    std::vector<Oid> commits;
    std::istringstream ids(rule.value);
    for (std::string id; ids >> id;) {
      const Result<Oid> commit = find(id);
      if (!commit) return everything_for_want_of(in_one_line(commit.error()));
      commits.push_back(*commit);
    }
    if (commits.empty()) return everything_for_want_of(rule.why);
    if (rule.kind == BaseRuleKind::merge_base_commit)
      return by_merge_base(commits.front(), commits.front().short_hex());
    choice_.bases = std::move(commits);
  }

  void by_remote_branch(const std::string& name) {
    const Result<Oid> tip = revisions_.remote_branch(name);
    if (!tip) return everything_for_want_of(in_one_line(tip.error()));
    by_merge_base(*tip, name);
  }

  // The first that is there. One that is there and cannot be read ends the search: the next one is another base.
  Result<void> by_default_branch() {
    const auto names = usual_bases();
    if (!names) return std::unexpected(names.error());
    for (const RefName& name : *names) {
      const auto tip = to_result(revisions_.tip(name));
      if (!tip) return std::unexpected(tip.error());
      if (!*tip) continue;
      choice_.why = fmt::format("`{}` is the default branch", name.shown());
      by_merge_base(**tip, name.shown());
      return {};
    }
    everything_for_want_of("no default branch was found: there is no origin/HEAD, main or master (give `--base REV`)");
    return {};
  }

  Result<std::vector<RefName>> usual_bases() {
    std::vector<RefName> names;
    const auto add = [&names](std::string_view folder, const std::string& branch) {
      auto name = RefName::parse(std::string(folder) + branch);
      if (name) names.push_back(std::move(*name));
      return name.has_value();
    };
    if (const auto& branch = request_.default_branch; branch && !(add(kRemote, *branch) && add(kLocal, *branch)))
      return refused(fmt::format("`default_branch` of monoci.yaml is no name of a branch: `{}`", *branch));
    auto of_the_remote = to_result(revisions_.remote_default_branch());
    if (!of_the_remote) return std::unexpected(of_the_remote.error());
    if (*of_the_remote) names.push_back(std::move(**of_the_remote));
    for (const std::string_view folder : {kRemote, kLocal})
      for (const char* usual : {"main", "master"}) add(folder, usual);
    return names;
  }

  void by_merge_base(const Oid& other, const std::string& name) {
    auto answer = revisions_.merge_bases(other, choice_.head);
    if (!answer) return everything_for_want_of(in_one_line(answer.error()));
    const std::string pair = fmt::format("{} and {}", name, head_name_);
    if (auto* found = std::get_if<gitview::MergeBases>(&*answer)) {
      take(std::move(*found), pair);
    } else if (const auto* unknown = std::get_if<gitview::UnknownMergeBase>(&*answer)) {
      everything_for_want_of(fmt::format("the merge base of {} cannot be known: history stops before commit {}", pair,
                                         unknown->missing.short_hex()));
    } else {
      everything_for_want_of(fmt::format("{} have no commit in common", pair));
    }
  }

  void take(gitview::MergeBases found, const std::string& pair) {
    choice_.bases = std::move(found.commits);
    const std::size_t count = choice_.bases.size();
    choice_.why += count == 1
                       ? fmt::format(", merge base of {}", pair)
                       : fmt::format(", {} merge bases of {}: what differs from any of them counts", count, pair);
    if (!found.complete) choice_.notes.push_back("with the whole history there may be fewer merge bases");
  }

  void everything_for_want_of(std::string evidence) { choice_.missing = std::move(evidence); }

  static constexpr int kMostUnknown = 3;  // each costs a fetch
  const PipelineFacts& pipeline_;
  const BaseRequest& request_;
  Revisions& revisions_;
  GreenPipelines* greens_;
  BaseChoice choice_;
  std::string head_name_;
};

}  // namespace

bool is_zero_commit(const std::string& id) { return !id.empty() && id.find_first_not_of('0') == std::string::npos; }

Result<HeadChoice> choose_head(const PipelineFacts& pipeline, const BaseRequest& request, Revisions& revisions) {
  return Chooser(pipeline, request, revisions, nullptr).head();
}

Result<BaseChoice> choose_base(const PipelineFacts& pipeline, const BaseRequest& request, Revisions& revisions,
                               GreenPipelines* greens) {
  return Chooser(pipeline, request, revisions, greens).choose();
}

}  // namespace monoci
