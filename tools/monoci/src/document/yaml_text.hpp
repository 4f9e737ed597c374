// The only place that decides how YAML is quoted. Readers guess at plain scalars (dates, octal numbers, `no`, `1e3`),
// and GitLab splits documents before it parses them; so every string and every key stands in double quotes with C
// escapes, on one line, and nothing but booleans, whole numbers and null is bare.
#pragma once

#include <string>
#include <string_view>

#include "document/document.hpp"

namespace monoci {

std::string quoted_yaml(std::string_view text);

// A document. Lists and maps stand on one line where they fit; tags stay. Always ends with a newline.
std::string yaml_text(const Value& value);

Value yaml_string(std::string text);
Value yaml_boolean(bool value);
Value yaml_list(std::vector<Value> items);
Value yaml_map(std::vector<std::pair<std::string, Value>> members);
Value yaml_members(std::vector<Member> members);  // a map as well; its keys remember where they stood

}  // namespace monoci
