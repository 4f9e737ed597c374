#pragma once

#include <span>
#include <string>
#include <string_view>

namespace monoci {

// A form that a name takes in some place: what `$[[ name | snake ]]` asks for.
struct NameForm {
  std::string_view name;
  std::string (*of)(std::string_view words);  // of a name in whatever form
};

std::span<const NameForm> name_forms();
const NameForm* name_form(std::string_view name);  // nullptr: there is none of that name

// "my-lib", "my_lib", "MyLib" and "my lib" alike; letters and digits of ASCII make words, everything else divides them.
std::string kebab(std::string_view words);
std::string snake(std::string_view words);

}  // namespace monoci
