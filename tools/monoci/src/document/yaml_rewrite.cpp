#include <algorithm>
#include <cctype>

#include "document/document.hpp"
#include "document/lines.hpp"
#include "document/replacement.hpp"
#include "document/rewrite.hpp"
#include "document/text_places.hpp"
#include "document/toml_edit.hpp"

namespace monoci {

namespace {

using Rewriter = std::function<std::optional<std::string>(const YamlText&)>;

// Where the scalar that begins at `at` ends. Plain and quoted ones of one line alone can be replaced.
std::optional<std::size_t> end_of(std::string_view text, std::size_t at, const std::string& scalar) {
  const char quote = text[at];
  if (quote != '"' && quote != '\'')
    return text.substr(at).starts_with(scalar) ? std::optional(at + scalar.size()) : std::nullopt;
  for (auto end = at + 1; end < line_end(text, at); ++end) {
    if (text[end] == '\\' && quote == '"')
      ++end;
    else if (text[end] == quote)
      return end + 1;
  }
  return std::nullopt;
}

bool is_plain(std::string_view text) {
  const auto safe = [](unsigned char each) {
    return std::isalnum(each) != 0 || each == '/' || each == '-' || each == '_' || each == '.';
  };
  return !text.empty() && std::isalpha(static_cast<unsigned char>(text[0])) != 0 && std::ranges::all_of(text, safe);
}

std::string written(char quote, const std::string& text) {
  const bool literal = text.find_first_of("'\n\\") == std::string::npos;
  if (quote == '\'' && literal) return "'" + text + "'";
  return quote != '"' && quote != '\'' && is_plain(text) ? text : toml_quoted(text);
}

class Visit {
 public:
  Visit(const SourceText& source, const Rewriter& rewriting)
      : text_(source.text), places_(source), rewriting_(rewriting) {}

  void value(Value& node) {
    if (node.is(ValueType::string)) scalar(node);
    for (auto& item : node.items) value(item);
    for (auto& member : node.members) {
      keys_.push_back(member.key);
      value(member.value);
      keys_.pop_back();
    }
  }

  std::vector<Replacement> replacements;

 private:
  void scalar(Value& node) {
    const auto text = rewriting_({keys_, node.scalar, node.spot});
    if (!text || *text == node.scalar) return;
    const auto begin = places_.offset(node.spot);
    const auto end = begin < text_.size() ? end_of(text_, begin, node.scalar) : std::nullopt;
    node.scalar = *text;  // an edit that is not made is found out by reading again
    if (end) replacements.push_back({begin, *end, written(text_[begin], *text)});
  }

  std::string_view text_;
  TextPlaces places_;
  const Rewriter& rewriting_;
  std::vector<std::string> keys_;
};

}  // namespace

Result<std::string> rewrite_yaml(const SourceText& yaml, const Rewriter& rewriting) {
  Diagnostics problems;
  auto document = read_yaml(yaml, problems);
  if (!document) return std::unexpected(problems.sorted().front());
  Visit visit(yaml, rewriting);
  visit.value(*document);
  std::ranges::sort(visit.replacements, {}, &Replacement::begin);
  const auto twice = std::ranges::unique(visit.replacements, {}, &Replacement::begin);  // aliases stand for one place
  visit.replacements.erase(twice.begin(), twice.end());
  auto edited = replaced(yaml.text, std::move(visit.replacements));
  const auto now = read_yaml({yaml.file, edited}, problems);
  if (now && *now == *document) return edited;
  return std::unexpected(
      Diagnostic{.what = "the file is written in a way that monoci cannot edit without changing what it says",
                 .where = Spot{yaml.file, 0, 0},
                 .hint = "change the paths in it by hand"});
}

}  // namespace monoci
