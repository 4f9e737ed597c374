#pragma once

#include <string>
#include <string_view>

namespace monoci {

struct YamlFault {
  std::string what, hint;
};

// What yaml-cpp says about a syntax error, in words that help to mend it. `line` is the text of the line in question.
YamlFault explain_yaml_fault(std::string_view message, std::string_view line);

}  // namespace monoci
