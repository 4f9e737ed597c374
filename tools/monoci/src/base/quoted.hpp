#pragma once

#include <string>
#include <string_view>

namespace monoci {

// A name for people to read: as it is, or in double quotes with C escapes, as git writes it, when it holds
// characters that control a terminal or the order of text, quotes, backslashes or bytes that are not UTF-8. Always
// valid UTF-8 and always one line.
std::string quoted_if_odd(std::string_view name);

// A sentence that may hold names: control characters and bytes that are not UTF-8 become C escapes, the rest stays.
std::string one_line(std::string_view text);

// The same for a text of several lines: newlines and tabs stay.
std::string plain_lines(std::string_view text);

// Whether a text is UTF-8 without control characters or anything that ends a line: what a log shows as one line.
bool is_one_line(std::string_view text);

}  // namespace monoci
