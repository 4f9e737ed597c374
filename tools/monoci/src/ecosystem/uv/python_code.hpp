// Python as far as it says what it imports.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ecosystem/code.hpp"

namespace monoci {

struct PythonString {
  std::string text;  // escapes as they are written
  int line = 0;
  bool formatted = false;
};

// A statement, or several with `;`, over as many lines as it takes: without comments, each string one kPythonString.
struct PythonLine {
  std::string code;
  std::vector<PythonString> strings;
  std::size_t indent = 0;
  int line = 0;
};
inline constexpr char kPythonString = '\x01';

void for_each_python_line(std::string_view text, const std::function<void(const PythonLine&)>& each);

// `import`, `from`, and calls of `import_module`, `__import__` and pytest's `importorskip` with a name as it stands.
// Under `try` with a handler for a failed import they are optional, under `if TYPE_CHECKING` they are for types.
std::vector<CodeImport> python_imports(std::string_view text, std::string_view package);

// The cells of a Jupyter notebook that hold code; what is no Python in them is left out.
std::string notebook_code(std::string_view text);

std::vector<CodeString> python_strings(std::string_view text);

// By the tables of the build back end; else by what lies in `src`, or beside the manifest and is called like the
// package. Directories without code of their own are namespaces, which several projects may share.
CodePackages python_packages(const Manifest& manifest, const RepoPath& project, const FileTree& files);

extern const CodeReading kPythonCode;

}  // namespace monoci
