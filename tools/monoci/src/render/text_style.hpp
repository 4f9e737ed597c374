#pragma once

#include <string>
#include <string_view>

namespace monoci {

// How text is to look: colour only where somebody looks at a terminal, lines that end as a script wants them.
struct TextStyle {
  bool colour = false;
  char line_end = '\n';  // or NUL, for names that may hold newlines

  std::string strong(std::string_view text) const { return painted("1", text); }
  std::string faint(std::string_view text) const { return painted("2", text); }
  std::string heading(std::string_view text) const { return painted("1;36", text); }
  std::string warning(std::string_view text) const { return painted("33", text); }

 private:
  std::string painted(std::string_view code, std::string_view text) const {
    if (!colour) return std::string(text);
    return "\x1B[" + std::string(code) + "m" + std::string(text) + "\x1B[0m";
  }
};

}  // namespace monoci
