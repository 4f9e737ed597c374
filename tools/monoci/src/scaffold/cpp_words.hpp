#pragma once

#include <string_view>

namespace monoci {

bool is_cpp_keyword(std::string_view word);
bool is_c_name(std::string_view word);        // what C's headers declare outside of namespaces, or define as a macro
bool is_cmake_target(std::string_view word);  // that CMake's generators make themselves

}  // namespace monoci
