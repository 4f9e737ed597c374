// The header of a file: what it declares, and whether the file uses what it declares.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "gitlab/rules/file_keys.hpp"
#include "gitlab/rules/rows.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

constexpr std::string_view kBlockStart = "$[[", kBlockEnd = "]]", kSpaces = " \t\n";
constexpr std::size_t kMostFunctions = 3;

std::string_view without_spaces(std::string_view text) {
  const auto begin = text.find_first_not_of(kSpaces);
  return begin == std::string_view::npos ? "" : text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

std::vector<std::string> names_in(const Value* map) {
  std::vector<std::string> names;
  if (map)
    for (const auto& member : map->members) names.push_back(member.key);
  return names;
}

bool is_truncate(std::string_view text) {
  constexpr std::string_view kStart = "truncate(";
  if (!text.starts_with(kStart)) return false;
  text.remove_prefix(kStart.size());
  if (text.ends_with(')')) text.remove_suffix(1);
  const auto comma = text.find(',');
  const auto is_number = [](std::string_view part) {
    const auto digits = without_spaces(part);
    return !digits.empty() && std::ranges::all_of(digits, [](char each) { return each >= '0' && each <= '9'; });
  };
  return comma != std::string_view::npos && is_number(text.substr(0, comma)) && is_number(text.substr(comma + 1));
}

// What GitLab puts in for `$[[ … ]]`, in the texts and names of the document below a header.
class Blocks {
 public:
  Blocks(const Value& spec, Diagnostics& problems)
      : inputs_(names_in(spec.find("inputs"))), has_more_(spec.find("include") != nullptr), problems_(problems) {
    if (const auto* parts = spec.find("component"))
      for (const auto& part : parts->items) parts_.push_back(part.scalar);
  }

  void check(const Value& value) {
    if (value.is(ValueType::string)) check_text(value.scalar, value.spot);
    for (const auto& item : value.items) check(item);
    for (const auto& member : value.members) {
      check_text(member.key, member.spot);
      check(member.value);
    }
  }

 private:
  void check_text(std::string_view text, const Spot& spot) {
    for (auto at = text.find(kBlockStart); at != std::string_view::npos; at = text.find(kBlockStart, at)) {
      const auto end = text.find(kBlockEnd, at + kBlockStart.size());
      if (end == std::string_view::npos || text.substr(at, end - at).contains('\n')) return;
      check_block(text.substr(at + kBlockStart.size(), end - at - kBlockStart.size()), spot);
      at = end + kBlockEnd.size();
    }
  }

  void check_block(std::string_view block, const Spot& spot) {
    const auto bar = block.find('|');
    const auto path = without_spaces(block.substr(0, bar));
    if (path.empty() || path.starts_with("matrix.")) return;
    check_path(path, spot);
    std::size_t count = 0;
    for (auto at = bar; at != std::string_view::npos; ++count) {
      const auto next = block.find('|', at + 1);
      check_function(without_spaces(block.substr(at + 1, next == std::string_view::npos ? next : next - at - 1)), spot);
      at = next;
    }
    if (count > kMostFunctions)
      problems_.error(fmt::format("`$[[ {} ]]` has {} functions", quoted_if_odd(path), count), spot,
                      fmt::format("GitLab takes at most {}", kMostFunctions));
  }

  void check_path(std::string_view path, const Spot& spot) {
    const auto dot = path.find('.');
    const auto group = path.substr(0, dot);
    const auto rest = dot == std::string_view::npos ? "" : path.substr(dot + 1);
    const auto name = rest.substr(0, rest.find_first_of(".["));
    const bool is_input = group == "inputs";
    const auto& known = is_input ? inputs_ : parts_;
    const bool is_there = std::ranges::find(known, name) != known.end();
    if (is_there && (is_input || group == "component")) return;
    if (is_input && has_more_ && !name.empty()) return;
    problems_.error(
        fmt::format("nothing stands for `$[[ {} ]]`", quoted_if_odd(path)), spot,
        is_input && !inputs_.empty() ? hint_for(name, "the inputs are", inputs_) : "declare it in the `spec` header");
  }

  void check_function(std::string_view function, const Spot& spot) {
    if (function != "expand_vars" && function != "posix_escape" && !is_truncate(function))
      problems_.error(fmt::format("GitLab has no function `{}`", quoted_if_odd(function)), spot,
                      "it has `expand_vars`, `posix_escape` and `truncate(offset, length)`");
  }

  std::vector<std::string> inputs_, parts_;
  bool has_more_;
  Diagnostics& problems_;
};

}  // namespace

void check_spec(const GitLabText& text, Diagnostics& problems) {
  if (!text.has_header()) return;
  const GitLabLimits limits;
  const PipelineFile file{text.source.file, text.documents.front()};
  const MergedPipeline header(std::span(&file, 1), limits);
  for (const auto& member : header.root().members())
    if (member.key != "spec")
      problems.error(fmt::format("a header has no key `{}`", quoted_if_odd(member.key)), member.spot,
                     "only `spec` stands above the `---`");
  check_shape(header.root().find("spec"), "spec", kSpecShape, problems);
}

void check_interpolation(const GitLabText& text, Diagnostics& problems) {
  if (!text.has_header()) return;
  const auto* spec = text.documents.front().find("spec");
  if (spec) Blocks(*spec, problems).check(text.documents.back());
}

}  // namespace monoci
