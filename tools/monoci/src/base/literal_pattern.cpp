#include "base/literal_pattern.hpp"

namespace monoci {

std::string pattern_of(const RepoPath& path) {
  std::string pattern;
  for (const char letter : path.str()) {
    if (letter == '*' || letter == '?' || letter == '[')
      pattern += std::string("[") + letter + "]";
    else if (letter == '{' || letter == '}' || letter == '\\')
      pattern += '?';  // patterns give them no meaning, and refuse them
    else
      pattern += letter;
  }
  if (pattern.starts_with('!')) pattern.front() = '?';
  return pattern;
}

}  // namespace monoci
