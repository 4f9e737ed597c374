// GitLab's conditions: operands, `!`, `== != =~ !~` before `&&` before `||`, and parentheses. Its parser sorts tokens
// into postfix order with a stack and then counts operands; so does this one, for some texts that look wrong pass
// there.
#include "gitlab/rules/expression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/quoted.hpp"
#include "gitlab/rules/pattern.hpp"

namespace monoci {

namespace {

enum class TokenKind { operand, unary, binary, open, close };

struct Token {
  TokenKind kind;
  int precedence = 0;  // the smaller binds the closer
  std::string_view text = {};
};

struct Spelling {
  std::string_view text;
  Token token;
};

constexpr int kOpen = 901, kClose = 900;
constexpr Spelling kOperators[] = {
    {"(", {TokenKind::open, kOpen}}, {")", {TokenKind::close, kClose}}, {"==", {TokenKind::binary, 10}},
    {"=~", {TokenKind::binary, 10}}, {"!=", {TokenKind::binary, 10}},   {"!~", {TokenKind::binary, 10}},
    {"&&", {TokenKind::binary, 11}}, {"||", {TokenKind::binary, 12}},   {"!", {TokenKind::unary, 1}}};
constexpr std::size_t kMostTokens = 100;

bool is_word(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         letter == '_';
}

std::size_t word_length(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_word) - text.begin());
}

std::size_t variable_length(std::string_view text) {
  if (text.starts_with("$[[")) {
    const auto end = text.find("]]");
    return end == std::string_view::npos ? 0 : end + 2;
  }
  const auto word = text.starts_with('$') ? word_length(text.substr(1)) : 0;
  return word == 0 ? 0 : word + 1;
}

std::size_t quoted_length(std::string_view text) {
  if (!text.starts_with('"') && !text.starts_with('\'')) return 0;
  const auto end = text.find(text[0], 1);
  return end == std::string_view::npos || text.substr(0, end).contains('\n') ? 0 : end + 1;
}

// `/…/i`. The last letter before the closing slash is no backslash and stands beside at least one other: GitLab does
// not see a pattern in `/a/`.
std::size_t pattern_length(std::string_view text) {
  if (!text.starts_with('/')) return 0;
  std::size_t end = 0;
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    if (at >= 2 && text[at] != '\\' && text[at + 1] == '/') end = at + 2;
    if (text[at] == '/' && text[at - 1] != '\\') break;  // an escaped slash is part of the pattern
  }
  while (end != 0 && end < text.size() && std::string_view("ismU").contains(text[end])) ++end;
  return end;
}

std::size_t literal_length(std::string_view text) {
  if (text.starts_with("null")) return 4;
  for (const std::string_view word : {"true", "false"})
    if (text.starts_with(word) && word_length(text) == word.size()) return word.size();
  return 0;
}

std::size_t operand_length(std::string_view text) {
  for (const auto length : {&variable_length, &quoted_length, &pattern_length, &literal_length})
    if (const auto found = length(text)) return found;
  return 0;
}

std::optional<Spelling> operator_at(std::string_view text) {
  for (const auto& each : kOperators)
    if (text.starts_with(each.text)) return each;
  return std::nullopt;
}

std::string read_tokens(std::string_view text, std::vector<Token>& tokens) {
  constexpr std::string_view kBlanks = " \t\n\r\f\v";
  while (true) {
    const auto begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return "";
    if (tokens.size() == kMostTokens) return fmt::format("it has more than {} parts", kMostTokens);
    text.remove_prefix(begin);
    if (const auto operand = operand_length(text)) {
      if (text[0] == '/')
        if (auto fault = slashed_pattern_fault(text.substr(0, operand)); !fault.empty()) return fault;
      tokens.push_back({TokenKind::operand, 0, text.substr(0, operand)});
      text.remove_prefix(operand);
    } else if (const auto found = operator_at(text)) {
      tokens.push_back({found->token.kind, found->token.precedence, found->text});
      text.remove_prefix(found->text.size());
    } else {
      return fmt::format("GitLab does not understand `{}`", quoted_if_odd(text.substr(0, 20)));
    }
  }
}

// Operands before their operators; nothing where a parenthesis closes none.
std::optional<std::vector<Token>> in_postfix_order(const std::vector<Token>& tokens) {
  std::vector<Token> output, operators;
  for (const auto& token : tokens) {
    if (token.kind == TokenKind::operand) {
      output.push_back(token);
      continue;
    }
    if (token.kind == TokenKind::binary || token.kind == TokenKind::close) {
      while (!operators.empty() && token.precedence >= operators.back().precedence) {
        output.push_back(operators.back());
        operators.pop_back();
      }
    }
    if (token.kind != TokenKind::close) {
      operators.push_back(token);
      continue;
    }
    if (operators.empty()) return std::nullopt;
    if (operators.back().kind == TokenKind::open) operators.pop_back();
  }
  output.insert(output.end(), operators.rbegin(), operators.rend());
  return output;
}

std::string count_operands(const std::vector<Token>& postfix) {
  std::size_t operands = 0;
  for (const auto& token : postfix) {
    const std::size_t wanted = token.kind == TokenKind::binary ? 2 : token.kind == TokenKind::unary ? 1 : 0;
    if (token.kind == TokenKind::open) return "a parenthesis is never closed";
    if (operands < wanted) return "an operator has nothing to compare";
    operands += 1 - wanted;
  }
  if (operands == 0) return "it is empty";
  return operands == 1 ? "" : "two values stand side by side";
}

}  // namespace

std::vector<std::string_view> expression_parts(std::string_view text) {
  std::vector<Token> tokens;
  std::vector<std::string_view> parts;
  if (!read_tokens(text, tokens).empty()) return parts;
  for (const auto& token : tokens) parts.push_back(token.text);
  return parts;
}

std::string expression_fault(std::string_view text) {
  std::vector<Token> tokens;
  if (auto fault = read_tokens(text, tokens); !fault.empty()) return fault;
  const auto postfix = in_postfix_order(tokens);
  return postfix ? count_operands(*postfix) : "a `)` closes nothing";
}

}  // namespace monoci
