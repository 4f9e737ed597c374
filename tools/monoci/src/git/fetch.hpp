// Brings objects that the clone lacks, through the `git` program.
//
// Nothing but objects and the record of where a shallow history stops is written: no reference, no FETCH_HEAD, no
// configuration. A clone with its whole history is never made shallow.
#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "git/git_program.hpp"
#include "gitview/repository.hpp"

namespace monoci {

class Fetcher {
 public:
  struct Settings {
    GitProgram::Limit limit = std::chrono::minutes(5);                           // for each fetch
    std::function<void(const std::string&)> report = [](const std::string&) {};  // told before each fetch
    std::function<gitview::Result<gitview::Repository>()> reopen = {};  // a fresh view, which knows what was fetched
  };

  // `repository` is replaced by a fresh view of itself after each fetch, in place.
  Fetcher(gitview::Repository& repository, GitProgram git, Settings settings);

  Result<void> commit(const gitview::Oid& oid);                     // this commit and its tree
  Result<void> deepen(std::span<const gitview::Oid> tips, int by);  // more history of a shallow clone
  Result<void> unshallow(std::span<const gitview::Oid> tips);       // all of it
  Result<void> objects(std::span<const gitview::Oid> oids);         // blobs and trees of a partial clone
  Result<gitview::Oid> branch(const gitview::RefName& name);        // where the remote has it now; nothing is fetched

  // `origin`, or the only one there is.
  Result<std::string> remote() const;

 private:
  Result<void> fetch(const std::vector<std::string>& options, std::span<const gitview::Oid> wanted,
                     const std::string& what);

  gitview::Repository& repository_;
  GitProgram git_;
  Settings settings_;
};

// Asks again as long as the answer is that an object is missing and it can be fetched.
template <class Ask>
auto with_missing_objects(Fetcher* fetcher, Ask ask) -> decltype(ask()) {
  std::set<gitview::Oid> asked_for;
  while (true) {
    auto answer = ask();
    if (answer || fetcher == nullptr || answer.error().kind != gitview::FailureKind::missing_object) return answer;
    const auto missing = gitview::Oid::parse(answer.error().where);
    if (!missing || !asked_for.insert(*missing).second) return answer;
    if (!fetcher->objects(std::span(&*missing, 1))) return answer;
  }
}

}  // namespace monoci
