#include "gitlab/rules/gitlab_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "document/text_places.hpp"
#include "gitlab/rules/psych_scalar.hpp"
#include "gitlab/rules/rule.hpp"

namespace monoci {

namespace {

constexpr std::string_view kBlanks = " \t\r\n\f\v";
constexpr std::size_t kMostRead = 3;  // parts of a file: GitLab cuts no more, and takes no more

// Where documents begin: behind `---` and all blanks that follow it, the indentation of the next line included.
std::vector<std::size_t> document_starts(std::string_view text) {
  std::vector<std::size_t> starts = {0};
  for (std::size_t line = 0; line < text.size();) {
    const bool divides = text.substr(line, 3) == "---" && line + 3 < text.size() && kBlanks.contains(text[line + 3]);
    if (divides) starts.push_back(std::min(text.find_first_not_of(kBlanks, line + 3), text.size()));
    line = std::min(text.find('\n', line), text.size() - 1) + 1;
  }
  return starts;
}

std::string_view document_of(std::string_view text, const std::vector<std::size_t>& starts, std::size_t index) {
  const auto begin = starts[index];
  auto end = text.size();
  if (index + 1 < starts.size()) end = text.rfind("---", starts[index + 1] - 1);
  return text.substr(begin, end > begin ? end - begin : 0);
}

// One document with as many empty lines before it as stood there, so that spots stay right.
std::string document_text(std::string_view text, const std::vector<std::size_t>& starts, std::size_t index) {
  const auto lines = std::ranges::count(text.substr(0, starts[index]), '\n');
  std::string result(static_cast<std::size_t>(lines), '\n');
  return result.append(document_of(text, starts, index));
}

// Where a text has something else than blanks and comments.
std::size_t first_content(std::string_view text) {
  std::size_t begin = text.find_first_not_of(kBlanks);
  while (begin != std::string_view::npos && text[begin] == '#')
    begin = text.find_first_not_of(kBlanks, std::min(text.find('\n', begin), text.size()));
  return begin;
}

bool holds_anything(std::string_view text) { return first_content(text) != std::string_view::npos; }

// GitLab's cut takes the `---` away that a directive must have below it.
std::size_t directive_in(std::string_view text) {
  const auto begin = first_content(text);
  const bool is_directive =
      begin != std::string_view::npos && text[begin] == '%' && (begin == 0 || text[begin - 1] == '\n');
  return is_directive ? begin : std::string_view::npos;
}

// As Psych reads what has no quotes.
void take_psych_types(Value& value) {
  if (value.plain && value.is(ValueType::string)) {
    const auto type = psych_type(value.scalar);
    if (type == PsychType::floating) value.type = ValueType::floating;
    if (type == PsychType::integer) {
      value.type = ValueType::integer;
      value.scalar = decimal_digits(value.scalar);
    }
  }
  for (auto& item : value.items) take_psych_types(item);
  for (auto& member : value.members) take_psych_types(member.value);
}

bool is_blank(const Value& document) {
  return document.is(ValueType::null) || (document.is(ValueType::map) && document.members.empty());
}

}  // namespace

std::optional<GitLabText> read_gitlab_text(const SourceText& source, Diagnostics& problems) {
  GitLabText result{source, {}, {}};
  const auto starts = document_starts(source.text);
  const TextPlaces places(source);
  for (std::size_t index = 0; index < starts.size(); ++index) {
    const auto text = document_of(source.text, starts, index);
    const bool full =
        index >= kMostRead || (!result.documents.empty() && (result.has_header() || !result.documents[0].find("spec")));
    if (full) {
      const auto line = places.spot(starts[index]).line - 1;
      if (holds_anything(text)) result.left_over.push_back({source.file, line, 1});
      continue;
    }
    if (const auto directive = directive_in(text); directive != std::string_view::npos) {
      result.directives.push_back(places.spot(starts[index] + directive));
      continue;
    }
    auto document = read_yaml({source.file, document_text(source.text, starts, index)}, result.notes, problems);
    if (!document) return std::nullopt;
    take_psych_types(*document);
    if (!is_blank(*document)) result.documents.push_back(std::move(*document));
  }
  return result;
}

std::optional<PipelineFile> read_gitlab_file(const SourceText& source, Diagnostics& problems) {
  auto text = read_gitlab_text(source, problems);
  if (!text) return std::nullopt;
  for (const auto& rule : gitlab_rules())
    if (const auto* check = std::get_if<TextCheck>(&rule.check)) (*check)(*text, problems);
  PipelineFile file{source.file, {}, source.text.size(), text->has_header()};
  if (!text->documents.empty()) file.document = std::move(text->documents.back());
  return file;
}

}  // namespace monoci
