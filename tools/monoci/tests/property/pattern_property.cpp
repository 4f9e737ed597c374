// Each dialect against its definition: slow, by cases, a character at a time.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/glob.hpp"
#include "base/utf8.hpp"
#include "base/wildcard.hpp"

namespace monoci::pattern_property_test {
namespace {

using Characters = std::vector<std::string>;

Characters characters(std::string_view text) {
  Characters all;
  while (!text.empty()) {
    const auto point = decode_utf8(text);
    all.emplace_back(text.substr(0, point ? point->bytes : 1));
    text.remove_prefix(all.back().size());
  }
  return all;
}

enum class Dialect { crossing, within, include };

// A class that begins at `[`: where it ends, and whether it holds the character. Nothing where it is never closed.
struct Class {
  std::size_t end;
  bool holds;
};

std::optional<Class> class_at(const Characters& pattern, std::size_t at, const std::string& character) {
  auto begin = at + 1;
  const bool negated = begin < pattern.size() && pattern[begin] == "!";
  if (negated) ++begin;
  auto end = begin + 1;
  while (end < pattern.size() && pattern[end] != "]") ++end;
  if (end >= pattern.size()) return std::nullopt;
  bool found = false;
  for (auto each = begin; each < end; ++each) {
    if (each + 2 < end && pattern[each + 1] == "-") {  // characters of UTF-8 are ordered as their bytes are
      found = found || (pattern[each] <= character && character <= pattern[each + 2]);
      each += 2;
    } else {
      found = found || pattern[each] == character;
    }
  }
  return Class{end + 1, found != negated};
}

bool matches(const Characters& pattern, std::size_t at, const Characters& text, std::size_t from, Dialect dialect) {
  const auto rest = [&](std::size_t next, std::size_t behind) { return matches(pattern, next, text, behind, dialect); };
  if (at == pattern.size()) return from == text.size();
  const bool two_stars = pattern[at] == "*" && at + 1 < pattern.size() && pattern[at + 1] == "*";
  if (dialect == Dialect::crossing && two_stars && at + 2 < pattern.size() && pattern[at + 2] == "/") {
    for (auto behind = from; behind <= text.size(); ++behind)
      if ((behind == from || text[behind - 1] == "/") && rest(at + 3, behind)) return true;
    return false;
  }
  auto behind_stars = at;
  while (behind_stars < pattern.size() && pattern[behind_stars] == "*") ++behind_stars;
  if (dialect == Dialect::crossing && behind_stars > at + 2) {  // the crate refuses them; here they are one star
    for (auto behind = from; behind <= text.size(); ++behind)
      if (rest(behind_stars, behind)) return true;
    return false;
  }
  if (pattern[at] == "*") {
    const bool crosses = dialect == Dialect::crossing || (dialect == Dialect::include && two_stars);
    const auto next = at + (dialect == Dialect::include && two_stars ? 2 : 1);
    for (auto behind = from; behind <= text.size(); ++behind) {
      if (behind > from && !crosses && text[behind - 1] == "/") return false;
      if (rest(next, behind)) return true;
    }
    return false;
  }
  if (from == text.size()) return false;
  const bool no_slash = dialect == Dialect::within && text[from] == "/";
  if (dialect != Dialect::include && pattern[at] == "?") return !no_slash && rest(at + 1, from + 1);
  if (dialect != Dialect::include && pattern[at] == "[")
    if (const auto known = class_at(pattern, at, text[from]))
      return !no_slash && known->holds && rest(known->end, from + 1);
  return pattern[at] == text[from] && rest(at + 1, from + 1);
}

std::vector<std::string> parts(const std::string& path) {
  std::vector<std::string> all;
  for (std::size_t begin = 0; begin < path.size();) {
    const auto end = std::min(path.find('/', begin), path.size());
    all.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return all;
}

bool path_matches(std::span<const std::string> pattern, std::span<const std::string> path) {
  if (pattern.empty()) return path.empty();
  if (pattern[0] == "**")
    return path_matches(pattern.subspan(1), path) || (!path.empty() && path_matches(pattern, path.subspan(1)));
  return !path.empty() && matches(characters(pattern[0]), 0, characters(path[0]), 0, Dialect::within) &&
         path_matches(pattern.subspan(1), path.subspan(1));
}

rc::Gen<std::string> text_of(std::vector<std::string> pieces, int most) {
  return rc::gen::exec([pieces = std::move(pieces), most] {
    std::string text;
    const int size = *rc::gen::inRange(0, most);
    for (int i = 0; i < size; ++i) text += *rc::gen::elementOf(pieces);
    return text;
  });
}

const std::vector<std::string> kPatternPieces = {"a", "b", "é", "/", "*", "**/", "?", "[a-c]", "[!a]", "[é/]",
                                                 "[", "]", "-", "!", ".", "+",   "(", "$",     "[+-9]"};
const std::vector<std::string> kTextPieces = {"a", "b", "c", "é", "/", "[", "]", "-", "!", ".", "\xff", "\xc3", "\n"};

RC_GTEST_PROP(PatternProperty, CrossingIsItsDefinition, ()) {
  const auto pattern = *text_of(kPatternPieces, 8), text = *text_of(kTextPieces, 10);
  const auto made = Pattern::crossing(pattern);
  RC_ASSERT(made);
  RC_ASSERT(made->matches(text) == matches(characters(pattern), 0, characters(text), 0, Dialect::crossing));
}

RC_GTEST_PROP(PatternProperty, IncludeIsItsDefinition, ()) {
  const auto pattern = *text_of(kPatternPieces, 8), text = *text_of(kTextPieces, 10);
  const auto made = Pattern::of_include(pattern);
  RC_ASSERT(made);
  RC_ASSERT(made->matches(text) == matches(characters(pattern), 0, characters(text), 0, Dialect::include));
}

RC_GTEST_PROP(PatternProperty, GlobIsItsDefinition, ()) {
  const auto glob =
      Glob::parse(*text_of({"a", "b", "é", "/", "/", "*", "/**/", "?", "[a-c]", "[!a]", "[+-9]", "."}, 8));
  const auto path = RepoPath::parse(*text_of({"a", "b", "c", "é", "/", "/", "x", "-", "\xff"}, 10));
  RC_PRE(glob.has_value());  // each alone: this macro evaluates both sides of `&&`
  RC_PRE(path.has_value());
  RC_PRE(glob->str() != ".");
  const auto pattern = parts(glob->str()), components = parts(path->is_root() ? "" : path->str());
  bool above = false;
  for (std::size_t count = 0; count <= components.size(); ++count)
    above = above || path_matches(pattern, std::span(components).first(count));
  RC_ASSERT(glob->matches(*path) == path_matches(pattern, components));
  RC_ASSERT(glob->matches_at_or_above(*path) == above);
}

}  // namespace
}  // namespace monoci::pattern_property_test
