#include "scaffold/cmake_commands.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include "document/lines.hpp"

namespace monoci {

namespace {

constexpr std::string_view kBlocks[] = {"if", "foreach", "while", "function", "macro", "block"};

bool opens_block(std::string_view name) { return std::ranges::find(kBlocks, name) != std::end(kBlocks); }
bool closes_block(std::string_view name) { return name.starts_with("end") && opens_block(name.substr(3)); }

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<CMakeCommand> run() {
    while (at_ < text_.size()) {
      if (text_[at_] == '#')
        skip_comment();
      else if (std::isalpha(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '_')
        command();
      else
        ++at_;
    }
    return std::move(commands_);
  }

 private:
  // `# …` to the end of the line, `#[[ … ]]` and `#[=[ … ]=]` to their brackets.
  void skip_comment() {
    const auto bracket = text_.find_first_not_of('=', at_ + 2);
    const bool is_bracket = text_.substr(at_ + 1).starts_with('[') && bracket < text_.size() && text_[bracket] == '[';
    if (!is_bracket) {
      at_ = line_end(text_, at_);
      return;
    }
    const auto close = "]" + std::string(bracket - at_ - 2, '=') + "]";
    at_ = std::min(text_.find(close, bracket), text_.size() - close.size()) + close.size();
  }

  void command() {
    CMakeCommand command;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '_'))
      command.name += static_cast<char>(std::tolower(static_cast<unsigned char>(text_[at_++])));
    const auto open = text_.find_first_not_of(" \t", at_);
    if (open >= text_.size() || text_[open] != '(') return;
    if (closes_block(command.name) && depth_ > 0) --depth_;
    command.depth = depth_;
    if (opens_block(command.name)) ++depth_;
    at_ = open + 1;
    const bool one_line = arguments(command);
    command.line_end = line_end(text_, at_);
    if (one_line) commands_.push_back(std::move(command));
  }

  // To the parenthesis that closes it; whether no line break comes before.
  bool arguments(CMakeCommand& command) {
    const auto line = line_end(text_, at_);
    command.begin = std::min(text_.find_first_not_of(" \t", at_), text_.size());
    const bool quoted = command.begin < text_.size() && text_[command.begin] == '"';
    if (quoted) ++command.begin;
    command.end = quoted ? end_of_quoted(command.begin)
                         : std::min(text_.find_first_of(" \t\r\n)\"", command.begin), text_.size());
    for (std::size_t open = 1; at_ < text_.size();) {
      const char sign = text_[at_];
      if (sign == '#') {
        skip_comment();
        continue;
      }
      ++at_;
      if (sign == '"') skip_quoted();
      if (sign == '(') ++open;
      if (sign == ')' && --open == 0) return at_ <= line;
    }
    return false;
  }

  std::size_t end_of_quoted(std::size_t at) const {
    while (at < text_.size() && text_[at] != '"') at += text_[at] == '\\' ? 2 : 1;
    return std::min(at, text_.size());
  }

  void skip_quoted() { at_ = std::min(end_of_quoted(at_) + 1, text_.size()); }

  std::string_view text_;
  std::size_t at_ = 0, depth_ = 0;
  std::vector<CMakeCommand> commands_;
};

}  // namespace

std::vector<CMakeCommand> cmake_commands(std::string_view text) { return Reader(text).run(); }

}  // namespace monoci
