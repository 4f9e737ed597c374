#include "history.hpp"

#include <filesystem>
#include <sstream>

namespace gitview {
namespace {

PlannedCommit parse_commit_plan(const std::string& text, std::int64_t default_time) {
  PlannedCommit commit{.name = {}, .parents = {}, .time = default_time};
  std::istringstream words(text);
  words >> commit.name;
  if (commit.name.ends_with(':')) commit.name.pop_back();
  if (const auto at = commit.name.find('@'); at != std::string::npos) {
    commit.time = std::stoll(commit.name.substr(at + 1));
    commit.name.resize(at);
  }
  for (std::string parent; words >> parent;) commit.parents.push_back(parent);
  return commit;
}

// The language of git fast-import. The name is the message, so that equal shapes get different ids.
std::string import_stream(const std::vector<PlannedCommit>& history) {
  std::ostringstream out;
  for (const PlannedCommit& commit : history) {
    out << "commit refs/scratch/" << commit.name << "\ncommitter Ada <ada@example.org> " << commit.time << " +0000\n"
        << "data " << commit.name.size() << "\n"
        << commit.name << "\n";
    const char* verb = "from";
    for (const std::string& parent : commit.parents) {
      out << verb << " refs/scratch/" << parent << "\n";
      verb = "merge";
    }
    out << "\n";
  }
  return out.str();
}

}  // namespace

std::vector<PlannedCommit> parse_history(std::string_view text) {
  std::vector<PlannedCommit> history;
  std::istringstream in{std::string(text)};
  for (std::string commit; std::getline(in, commit, ';');) {
    history.push_back(parse_commit_plan(commit, history.empty() ? 1'700'000'000 : history.back().time + 60));
  }
  return history;
}

std::map<std::string, Oid> import_history(gitview_testing::GitSandbox& repo,
                                          const std::vector<PlannedCommit>& history) {
  repo.git("fast-import --quiet --force", import_stream(history));
  std::istringstream refs(repo.git("for-each-ref '--format=%(objectname) %(refname:lstrip=2)' refs/scratch"));
  std::map<std::string, Oid> ids;
  for (std::string hex, name; refs >> hex >> name;) ids[name] = *Oid::parse(hex);
  return ids;
}

void forget(const gitview_testing::GitSandbox& repo, const Oid& commit) {
  const std::string hex = commit.hex();
  const auto file = repo.root() / ".git/objects" / hex.substr(0, 2) / hex.substr(2);
  if (!std::filesystem::remove(file)) throw std::runtime_error("not a loose object: " + hex);
}

}  // namespace gitview
