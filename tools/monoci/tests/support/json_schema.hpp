#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace monoci {

// A file of schema/, without its ending.
std::string schema_text(const std::string& schema_name);

// What of a JSON text does not agree with a schema of schema/, or with the part of it that `pointer` leads to, as
// "at /projects/0: ...". Knows the keywords that our schemas use and no others: one that it does not know is a fault
// as well.
std::vector<std::string> schema_faults(std::string_view json, const std::string& schema_name,
                                       const std::string& pointer = "");

}  // namespace monoci
