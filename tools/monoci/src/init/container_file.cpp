#include <algorithm>
#include <sstream>
#include <vector>

#include "init/signs.hpp"

namespace monoci {

namespace {

std::string with_joined_lines(std::string text) {
  for (auto at = text.find("\\\n"); at != std::string::npos; at = text.find("\\\n", at)) text.replace(at, 2, " ");
  return text;
}

// What one COPY or ADD takes from the context; nothing where another stage or a URL is the source.
std::vector<std::string> sources_in(const std::string& line) {
  std::istringstream in(line);
  std::string word;
  in >> word;
  if (word != "COPY" && word != "ADD") return {};
  std::vector<std::string> words;
  while (in >> word) {
    if (word.starts_with("--from=")) return {};
    if (!word.starts_with("--")) words.push_back(word);
  }
  if (!words.empty()) words.pop_back();  // where to
  std::erase_if(words, [](const std::string& each) {
    return each == "." || each == "./" || each.find_first_of("$[\"<,") != std::string::npos || each.contains("://");
  });
  return words;
}

// A pattern stands for the directory that it begins in.
bool is_there(const std::string& source, const RepoPath& context, const FileTree& tree) {
  auto literal = source.substr(0, source.find_first_of("*?"));
  if (literal.size() < source.size()) literal.erase(std::min(literal.rfind('/') + 1, literal.size()));
  const auto path = context.resolve(literal.starts_with('/') ? literal.substr(1) : literal);
  return path && tree.type(*path).has_value();
}

}  // namespace

BuildContext build_context(const std::string& container_file, const RepoPath& project, const RepoPath& workspace,
                           const FileTree& tree) {
  std::vector<std::string> sources;
  std::istringstream lines(with_joined_lines(container_file));
  for (std::string line; std::getline(lines, line);) std::ranges::move(sources_in(line), std::back_inserter(sources));
  const auto found = [&](const RepoPath& context) {
    return std::ranges::count_if(sources, [&](const std::string& each) { return is_there(each, context, tree); });
  };
  const auto in_project = found(project), in_workspace = found(workspace), in_repository = found(RepoPath());
  if (in_project >= in_workspace && in_project >= in_repository) return BuildContext::project;
  return in_repository >= in_workspace ? BuildContext::repository : BuildContext::workspace;
}

}  // namespace monoci
