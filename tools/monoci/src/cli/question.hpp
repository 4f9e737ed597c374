#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/context.hpp"

namespace monoci {

bool can_ask(const Context& context);  // there is a person at the terminal; scripts never wait

// One line typed behind the question, without blanks around it; nothing at the end of the input, or where nobody can
// be asked.
std::optional<std::string> ask(Context& context, std::string_view question);

// Asks until the answer is yes or no; the end of the input is no.
bool ask_yes_or_no(Context& context, std::string_view question);

}  // namespace monoci
