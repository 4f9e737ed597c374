#pragma once

#include <string>
#include <string_view>

namespace monoci {

enum class PsychType { text, integer, floating, boolean, null, symbol, date };

// What Ruby's Psych, GitLab's YAML 1.1 parser, takes a scalar without quotes for. GitLab forbids dates: one of them
// stops the whole pipeline.
PsychType psych_type(std::string_view plain);

// A whole number that Psych reads from octal, hexadecimal, binary, sexagesimal or grouped digits, in decimal digits;
// the text itself where it is another number.
std::string decimal_digits(std::string_view integer);

// A fraction that Psych reads, as Ruby writes it: `3.10` is 3.1, `1:30.5` is 5430.0.
std::string ruby_float(std::string_view floating);

}  // namespace monoci
