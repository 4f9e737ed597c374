#pragma once

#include <map>
#include <string>

namespace monoci {

// Environment variables, handed down from main: nothing else looks at the process's own.
using Environment = std::map<std::string, std::string>;

}  // namespace monoci
