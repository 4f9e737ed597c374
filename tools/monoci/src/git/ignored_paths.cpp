#include "git/ignored_paths.hpp"

#include <string_view>

namespace monoci {

std::set<RepoPath> ignored_paths(const GitProgram& git, const std::vector<RepoPath>& paths) {
  std::vector<std::string> arguments{"-c", "core.quotePath=false", "check-ignore", "--no-index", "--"};
  for (const auto& path : paths) arguments.push_back(path.str());
  constexpr auto kLimit = std::chrono::seconds(30);
  const auto output = git.run(arguments, kLimit);  // which ends with 1 where none is ignored
  std::set<RepoPath> ignored;
  for (std::string_view rest = output ? *output : std::string_view(); !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    if (const auto path = RepoPath::parse(rest.substr(0, end))) ignored.insert(*path);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return ignored;
}

}  // namespace monoci
