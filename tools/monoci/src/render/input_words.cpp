#include "render/input_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/quoted.hpp"

namespace monoci {

std::string list_of(const std::vector<std::string>& words) {
  std::vector<std::string> shown;
  for (const auto& word : words) shown.push_back(quoted_if_odd(word));
  return fmt::format("{}", fmt::join(shown, ", "));
}

namespace {

struct PredicateText {
  std::string operator()(const OwnedFiles&) const {
    std::vector<std::string> ignored;
    for (const auto& glob : project.ignore) ignored.push_back(glob.str());
    const auto less = ignored.empty() ? "" : fmt::format(", less {}", list_of(ignored));
    return quoted_if_odd(project.id.str()) + less;
  }
  std::string operator()(const OneFile& file) const { return quoted_if_odd(file.path.str()); }
  std::string operator()(const Subtree& subtree) const { return quoted_if_odd(subtree.path.str()); }
  std::string operator()(const Matches& pattern) const { return quoted_if_odd(pattern.glob.str()); }
  std::string operator()(const MatchesBeside& pattern) const { return quoted_if_odd(pattern.glob.str()); }
  std::string operator()(const ContextFiles& context) const {
    return fmt::format("in {}", quoted_if_odd(context.directory.str()));
  }
  std::string operator()(const UnownedFiles&) const { return "all that are not ignored (unowned: all)"; }
  std::string operator()(const Setting& setting) const {
    return setting.values.empty() ? setting.name + ": none"
                                  : fmt::format("{}: {}", setting.name, list_of(setting.values));
  }
  const Project& project;
};

}  // namespace

const char* heading_of(InputKind kind) {
  switch (kind) {
    case InputKind::own:
      return "its own files";
    case InputKind::link:
      return "what its links lead to";
    case InputKind::declared:
      return "declared inputs";
    case InputKind::parent_path:
      return "paths that its manifest and other files of it name";
    case InputKind::source_file:
      return "files that its sources name";
    case InputKind::context:
      return "what tools look for in it and above it";
    case InputKind::global:
      return "inputs of every project";
    case InputKind::lock:
      return "locks";
    case InputKind::job_template:
      return "job templates, what they include, and what their scripts name";
    case InputKind::unowned:
      return "files of no project";
    case InputKind::setting:
      return "configuration";
  }
  return "";
}

std::string words_of(const Predicate& what, const Project& project) { return std::visit(PredicateText{project}, what); }

}  // namespace monoci
