#include "cli/question.hpp"

#include <fmt/format.h>

#include <istream>

#include "base/trimmed.hpp"

namespace monoci {

bool can_ask(const Context& context) { return context.answers != nullptr; }

std::optional<std::string> ask(Context& context, std::string_view question) {
  if (!can_ask(context)) return std::nullopt;
  context.console.prompt(question);
  std::string line;
  if (!std::getline(*context.answers, line)) return std::nullopt;
  return std::string(trimmed(line));
}

bool ask_yes_or_no(Context& context, std::string_view question) {
  while (const auto answer = ask(context, fmt::format("{} [y/n]", question))) {
    if (*answer == "y" || *answer == "yes") return true;
    if (*answer == "n" || *answer == "no") return false;
  }
  return false;
}

}  // namespace monoci
