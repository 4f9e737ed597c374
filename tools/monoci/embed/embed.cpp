// Writes the files below a directory as a C++ source that defines `shipped_files()`: what `monoci new` has in itself.
// embed DIRECTORY OUTPUT
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// A literal that any bytes fit in: everything but plain letters is an octal escape of three digits.
std::string literal(const std::string& bytes) {
  std::string text = "\"";
  std::size_t column = 0;
  for (const char each : bytes) {
    const auto code = static_cast<unsigned char>(each);
    const bool plain = code >= 0x20 && code < 0x7F && each != '"' && each != '\\' && each != '?';
    char escaped[8];
    std::snprintf(escaped, sizeof escaped, plain ? "%c" : "\\%03o", code);
    text += escaped;
    if (each == '\n' || ++column % 100 == 0) text += "\"\n    \"";
  }
  return text + "\"";
}

std::vector<fs::path> files_below(const fs::path& directory) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.is_symlink()) throw std::runtime_error("a shipped template holds a link: " + entry.path().string());
    if (entry.is_regular_file()) files.push_back(entry.path().lexically_relative(directory));
  }
  std::ranges::sort(files);
  return files;
}

std::string source_of(const fs::path& directory) {
  std::ostringstream out;
  out << "#include \"scaffold/template_set.hpp\"\n\nnamespace monoci {\n\nusing namespace "
         "std::string_view_literals;\n\n"
         "std::span<const ShippedFile> shipped_files() {\n  static constexpr ShippedFile kFiles[] = {\n";
  for (const auto& file : files_below(directory)) {
    const bool executable = (fs::status(directory / file).permissions() & fs::perms::owner_exec) != fs::perms::none;
    out << "  {" << literal(file.generic_string()) << "sv,\n   " << literal(content_of(directory / file)) << "sv, "
        << (executable ? "true" : "false") << "},\n";
  }
  out << "  };\n  return kFiles;\n}\n\n}  // namespace monoci\n";
  return out.str();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  try {
    const fs::path output = arguments[2];
    const auto source = source_of(arguments[1]);
    if (content_of(output) == source) return 0;  // left alone, so that nothing is built again
    std::ofstream(output, std::ios::binary) << source;
    return content_of(output) == source ? 0 : 1;
  } catch (const std::exception& fault) {
    std::cerr << "embed: " << fault.what() << '\n';
    return 1;
  }
}
