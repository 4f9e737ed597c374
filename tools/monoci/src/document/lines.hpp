// Where lines begin and end in a text, by byte offset.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace monoci {

std::size_t line_begin(std::string_view text, std::size_t at);
std::size_t line_end(std::string_view text, std::size_t at);   // before the line break, "\r\n" or "\n"
std::size_t next_line(std::string_view text, std::size_t at);  // after it; the end of the text in its last line

// The blanks that the line of `at` begins with.
std::string_view indent_of(std::string_view text, std::size_t at);

// The line break that the text uses: that of its first line.
std::string_view line_break(std::string_view text);

}  // namespace monoci
