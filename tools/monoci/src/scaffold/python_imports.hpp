#pragma once

#include <set>
#include <string>
#include <string_view>

namespace monoci {

// What Python files import absolutely, wherever in them a statement stands: "a.b" for `import a.b`, `from a.b import
// c`.
struct PythonImports {
  std::set<std::string> modules;
  bool is_complete = true;  // false: some module is named at run time
};

// Adds what a file imports. Text that only looks like an import counts: too much is told rather than too little.
void add_imports(std::string_view text, PythonImports& imports);

}  // namespace monoci
