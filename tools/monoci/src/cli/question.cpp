#include "cli/question.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <istream>

namespace monoci {

namespace {

std::string without_blanks(std::string_view line) {
  constexpr std::string_view kBlanks = " \t\r";
  line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
  return std::string(line.substr(0, line.find_last_not_of(kBlanks) + 1));
}

}  // namespace

bool can_ask(const Context& context) { return context.answers != nullptr; }

std::optional<std::string> ask(Context& context, std::string_view question) {
  if (!can_ask(context)) return std::nullopt;
  context.console.prompt(question);
  std::string line;
  if (!std::getline(*context.answers, line)) return std::nullopt;
  return without_blanks(line);
}

bool ask_yes_or_no(Context& context, std::string_view question) {
  while (const auto answer = ask(context, fmt::format("{} [y/n]", question))) {
    if (*answer == "y" || *answer == "yes") return true;
    if (*answer == "n" || *answer == "no") return false;
  }
  return false;
}

}  // namespace monoci
