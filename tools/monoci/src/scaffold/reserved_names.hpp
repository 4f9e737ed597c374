// Names that a project must not have, for they mean something already.
#pragma once

#include <string_view>

namespace monoci {

bool is_python_keyword(std::string_view name);   // in small letters: `none` too
bool is_standard_module(std::string_view name);  // of any Python from 3.11 on; an import of ours would hide it

bool is_cpp_keyword(std::string_view word);
bool is_c_name(std::string_view word);        // what C's headers declare outside of namespaces, or define as a macro
bool is_cmake_target(std::string_view word);  // that CMake's generators make themselves

// What no file or directory can be called on Windows, whatever its case and whatever follows a dot.
bool is_device_name(std::string_view name);

}  // namespace monoci
