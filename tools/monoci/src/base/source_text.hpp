#pragma once

#include <string>

namespace monoci {

struct SourceText {  // a text and the name that diagnostics give it
  std::string file, text;
};

}  // namespace monoci
