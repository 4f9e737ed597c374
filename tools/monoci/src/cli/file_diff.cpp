#include "cli/file_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

namespace monoci {

namespace {

using Lines = std::vector<std::string_view>;
constexpr std::size_t kContext = 3;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::string told(char sign, std::span<const std::string_view> lines) {
  std::string text;
  for (const auto line : lines) {
    text += sign;
    text += line;
    if (!line.ends_with('\n')) text += "\n\\ No newline at end of file\n";
  }
  return text;
}

}  // namespace

// One hunk, from the first line that differs to the last.
std::string file_diff(const EditedFile& file) {
  const Lines before = lines_of(file.before), after = lines_of(file.after);
  const auto head = static_cast<std::size_t>(std::ranges::mismatch(before, after).in1 - before.begin());
  std::size_t tail = 0;
  while (head + tail < std::min(before.size(), after.size()) && before.rbegin()[tail] == after.rbegin()[tail]) ++tail;
  const auto begin = head - std::min(head, kContext), context_after = std::min(tail, kContext);
  const auto middle = [&](const Lines& lines) { return std::span(lines).subspan(head, lines.size() - tail - head); };
  const auto count = [&](const Lines& lines) { return middle(lines).size() + head - begin + context_after; };
  return fmt::format("--- a/{0}\n+++ b/{0}\n@@ -{1},{2} +{1},{3} @@\n", file.path.str(), begin + 1, count(before),
                     count(after)) +
         told(' ', std::span(before).subspan(begin, head - begin)) + told('-', middle(before)) +
         told('+', middle(after)) + told(' ', std::span(before).subspan(before.size() - tail, context_after));
}

}  // namespace monoci
