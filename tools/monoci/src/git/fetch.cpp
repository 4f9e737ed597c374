#include "git/fetch.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "git/failure.hpp"

namespace monoci {
namespace {

using gitview::Oid;
using Arguments = std::vector<std::string>;

constexpr std::size_t kObjectsOfOneFetch = 2000;  // 82 KB of arguments, below every system's limit

// Only what is asked for is fetched, and only objects are written, whatever the configuration says.
Arguments fetch_command(const Arguments& options, const std::string& remote, std::span<const Oid> wanted) {
  Arguments command{"-c", "fetch.writeCommitGraph=false"};
  command.insert(command.end(), options.begin(), options.end());
  command.insert(command.end(), {"--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules",
                                 "--no-auto-maintenance", "--end-of-options", remote});
  for (const Oid& oid : wanted) command.push_back(oid.hex());
  return command;
}

Arguments lines_of(std::string_view text) {
  Arguments lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::unexpected<Diagnostic> problem(std::string what) {
  return std::unexpected(Diagnostic{Severity::error, std::move(what), {}, ""});
}

}  // namespace

Fetcher::Fetcher(gitview::Repository& repository, GitProgram git, Settings settings)
    : repository_(repository), git_(std::move(git)), settings_(std::move(settings)) {}

Result<std::string> Fetcher::remote() const {
  const auto answer = git_.run({"remote"}, settings_.limit);
  if (!answer) return std::unexpected(to_diagnostic(answer.error()));
  Arguments names = lines_of(*answer);
  if (std::ranges::find(names, "origin") != names.end()) return "origin";
  if (names.empty()) return problem("there is no remote to fetch from");
  if (names.size() > 1) return problem("there are several remotes, and none of them is `origin`");
  return std::move(names.front());
}

Result<void> Fetcher::fetch(const Arguments& options, std::span<const Oid> wanted, const std::string& what) {
  const Result<std::string> from = remote();
  if (!from) return std::unexpected(from.error());
  settings_.report(fmt::format("fetching {} from {}", what, *from));
  const auto answer = git_.run(fetch_command(options, *from, wanted), settings_.limit);
  if (!answer) {
    Diagnostic failed = to_diagnostic(answer.error());
    if (answer.error().trouble == GitTrouble::refused) failed.what = fmt::format("cannot fetch {}", what);
    return std::unexpected(std::move(failed));
  }
  auto fresh = settings_.reopen();
  if (!fresh) return std::unexpected(to_diagnostic(fresh.error()));
  repository_ = std::move(*fresh);
  return {};
}

Result<void> Fetcher::commit(const Oid& oid) {
  Arguments options{"fetch"};
  if (repository_.is_shallow()) options.push_back("--depth=1");
  return fetch(options, std::span(&oid, 1), fmt::format("commit {}", oid.short_hex()));
}

Result<void> Fetcher::deepen(std::span<const Oid> tips, int by) {
  return fetch({"fetch", fmt::format("--deepen={}", by)}, tips, fmt::format("{} more commits of each history", by));
}

Result<void> Fetcher::unshallow(std::span<const Oid> tips) {
  return fetch({"fetch", "--unshallow"}, tips, "the whole history");
}

Result<void> Fetcher::objects(std::span<const Oid> oids) {
  if (!repository_.partial_clone_filter()) return problem("this is no partial clone: what is missing is lost");
  // As git does when it meets such an object, but for all of them at once: without negotiation, in which we would
  // claim to have all that our commits reach. The filter lets a tree bring all trees below it, and no files.
  const Arguments options{"-c", "fetch.negotiationAlgorithm=noop", "fetch", "--filter=blob:none"};
  while (!oids.empty()) {
    const auto some = oids.first(std::min(kObjectsOfOneFetch, oids.size()));
    const auto done = fetch(options, some, fmt::format("{} objects that this partial clone left out", some.size()));
    if (!done) return done;
    oids = oids.subspan(some.size());
  }
  return {};
}

// `git ls-remote` takes a name for the end of one: asked for `refs/heads/main`, it lists `refs/heads/a/refs/heads/main`
// too.
Result<Oid> Fetcher::branch(const gitview::RefName& name) {
  const Result<std::string> from = remote();
  if (!from) return std::unexpected(from.error());
  const auto answer = git_.run({"ls-remote", "--end-of-options", *from, name.str()}, settings_.limit);
  if (!answer) return std::unexpected(to_diagnostic(answer.error()));
  for (const std::string& line : lines_of(*answer)) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos || line.substr(tab + 1) != name.str()) continue;
    if (const auto oid = Oid::parse(line.substr(0, tab))) return *oid;
  }
  return problem(fmt::format("`{}` has no branch `{}`", *from, name.shown()));
}

}  // namespace monoci
