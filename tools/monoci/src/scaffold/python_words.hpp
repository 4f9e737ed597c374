#pragma once

#include <string_view>

namespace monoci {

bool is_python_keyword(std::string_view name);   // in small letters: `none` too
bool is_standard_module(std::string_view name);  // of any Python from 3.11 on; an import of ours would hide it

}  // namespace monoci
