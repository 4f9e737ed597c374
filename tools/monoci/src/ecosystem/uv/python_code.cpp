#include "ecosystem/uv/python_code.hpp"

#include <algorithm>
#include <optional>

#include "base/trimmed.hpp"

namespace monoci {

namespace {

constexpr std::size_t kLongestString = 4096;  // what is longer is no name and no path
constexpr std::size_t kLongestName = 500;
constexpr std::size_t kMostImports = 10'000;  // of one file
constexpr std::size_t kMostSkips = 32;        // that hold at a time

bool is_word(char each) {
  return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') || each == '_' ||
         static_cast<unsigned char>(each) >= 0x80;
}

class LineReader {
 public:
  explicit LineReader(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  bool next(PythonLine& line) {
    while (at_ < text_.size()) {
      line.code.clear();
      line.strings.clear();
      line.indent = indent();
      line.line = number_;
      read(line);
      if (!line.code.empty()) return true;
    }
    return false;
  }

 private:
  std::size_t indent() {
    std::size_t columns = 0;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == ' ')
        ++columns;
      else if (text_[at_] == '\t')
        columns = (columns / 8 + 1) * 8;
      else
        break;
    }
    return columns;
  }

  void read(PythonLine& line) {
    std::size_t depth = 0;
    while (at_ < text_.size()) {
      const char each = text_[at_];
      if (each == '\n') {
        ++at_;
        ++number_;
        if (depth == 0) return;
        space(line);
      } else if (each == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (const auto rest = text_.substr(at_); rest.starts_with("\\\n") || rest.starts_with("\\\r\n")) {
        at_ += rest[1] == '\r' ? 3 : 2;
        ++number_;
        space(line);
      } else if (each == '"' || each == '\'') {
        string(line);
      } else if (each == ' ' || each == '\t' || each == '\r' || each == kPythonString) {  // no code has that byte
        ++at_;
        space(line);
      } else {
        count_bracket(each, depth);
        const auto begin = at_++;
        skip_while(is_word);
        line.code.append(text_, begin, at_ - begin);
      }
    }
  }

  static void count_bracket(char each, std::size_t& depth) {
    if (each == '(' || each == '[' || each == '{') ++depth;
    if ((each == ')' || each == ']' || each == '}') && depth > 0) --depth;
  }

  void skip_while(const auto& is_one) {
    while (at_ < text_.size() && is_one(text_[at_])) ++at_;
  }

  static void space(PythonLine& line) {
    if (!line.code.empty() && line.code.back() != ' ') line.code += ' ';
  }

  // The letters before the quotes are part of the string.
  static bool take_prefix(std::string& code) {
    auto begin = code.size();
    while (begin > 0 && is_word(code[begin - 1])) --begin;
    const auto prefix = std::string_view(code).substr(begin);
    if (prefix.size() > 2 || prefix.find_first_not_of("rRbBuUfFtT") != std::string_view::npos) return false;
    const bool formatted = prefix.find_first_of("fFtT") != std::string_view::npos;
    code.resize(begin);
    return formatted;
  }

  void string(PythonLine& line) {
    PythonString string;
    string.formatted = take_prefix(line.code);
    string.line = number_;
    const std::string thrice(3, text_[at_]);
    const auto quotes = text_.substr(at_, 3) == thrice ? std::string_view(thrice) : text_.substr(at_, 1);
    at_ += quotes.size();
    while (at_ < text_.size()) {
      if (text_.substr(at_).starts_with(quotes)) {
        at_ += quotes.size();
        break;
      }
      const char each = text_[at_];
      if (each == '\n' && quotes.size() == 1) break;  // not closed: the next line is code again
      if (each == '\n') ++number_;
      const auto begin = at_;
      at_ += each == '\\' && at_ + 1 < text_.size() ? 2 : 1;
      if (at_ == begin + 2 && text_[begin + 1] == '\n') ++number_;
      skip_while([](char letter) { return is_word(letter) || letter == ' '; });
      if (string.text.size() < kLongestString) string.text.append(text_, begin, at_ - begin);
    }
    line.code += kPythonString;
    line.strings.push_back(std::move(string));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int number_ = 1;
};

bool is_dotted(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName && name.front() != '.' && name.back() != '.' &&
         std::ranges::all_of(name, [](char each) { return is_word(each) || each == '.'; });
}

template <class Each>
void for_each_part(std::string_view text, char separator, const Each& each) {
  while (!text.empty()) {
    const auto end = text.find(separator);
    each(trimmed(text.substr(0, end)));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
}

// The word that a statement begins with, taken off it.
bool takes(std::string_view& statement, std::string_view word) {
  if (!statement.starts_with(word)) return false;
  const auto rest = statement.substr(word.size());
  if (!rest.empty() && is_word(rest.front())) return false;
  statement = trimmed(rest);
  return true;
}

enum class Block { other, attempt, optional, types };

struct OpenBlock {
  std::size_t indent = 0;
  Block kind = Block::other;
  std::size_t first = 0, behind = 0;  // imports of the attempt whose handlers these are
};

bool catches_failed_import(std::string_view handler) {
  if (handler.starts_with(':')) return true;
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"ImportError", "ModuleNotFoundError", "Exception", "BaseException"},
      [&](std::string_view name) { return handler.contains(name); });
}

class ImportReader {
 public:
  explicit ImportReader(std::string_view package) : package_(package) {}

  void add(const PythonLine& line) {
    auto code = trimmed(line.code);
    line_ = &line;
    const auto attempt = close_blocks(line.indent);
    std::erase_if(skipped_without_, [&](const auto& each) { return each.second > line.indent; });
    if (takes(code, "try")) {
      open(line.indent, Block::attempt, code);
    } else if (takes(code, "except")) {
      open_handler(line.indent, attempt, code);
    } else if (takes(code, "if")) {
      open(line.indent, is_for_types(code) ? Block::types : Block::other, code);
    } else if (takes(code, "with")) {
      const bool suppresses = code.contains("suppress(") && catches_failed_import(code);
      open(line.indent, suppresses ? Block::optional : Block::other, code);
    }
    const auto strings = [](std::string_view text) {
      return static_cast<std::size_t>(std::ranges::count(text, kPythonString));
    };
    next_string_ = strings(line.code) - strings(code);
    for_each_part(code, ';', [&](std::string_view statement) { read(statement); });
  }

  std::vector<CodeImport> found;

 private:
  // The attempt that ended at a line of its own indent, for its handlers.
  std::optional<OpenBlock> close_blocks(std::size_t indent) {
    std::optional<OpenBlock> ended;
    while (!blocks_.empty() && blocks_.back().indent >= indent) {
      ended = blocks_.back();
      blocks_.pop_back();
    }
    if (!ended || ended->indent != indent) return {};
    if (ended->kind == Block::attempt && ended->behind == 0) ended->behind = found.size();
    return ended;
  }

  // Leaves what stands on the same line behind the colon.
  void open(std::size_t indent, Block kind, std::string_view& code) {
    blocks_.push_back({indent, kind, found.size(), 0});
    const auto colon = code.rfind(':');
    code = colon == std::string_view::npos ? std::string_view() : trimmed(code.substr(colon + 1));
  }

  void open_handler(std::size_t indent, const std::optional<OpenBlock>& attempt, std::string_view& code) {
    const bool catches = catches_failed_import(code);
    if (attempt && catches)
      for (auto position = attempt->first; position < std::min(attempt->behind, found.size()); ++position)
        if (found[position].kind == ImportKind::plain) found[position].kind = ImportKind::optional;
    open(indent, catches ? Block::optional : Block::other, code);
    if (attempt) {
      blocks_.back().first = attempt->first;
      blocks_.back().behind = attempt->behind;
    }
  }

  static bool is_for_types(std::string_view condition) {
    const auto end = condition.find(':');
    const auto name = trimmed(condition.substr(0, end));
    return name == "TYPE_CHECKING" || name.ends_with(".TYPE_CHECKING");
  }

  ImportKind kind() const {
    const auto is_in = [&](Block kind) { return std::ranges::find(blocks_, kind, &OpenBlock::kind) != blocks_.end(); };
    if (is_in(Block::types)) return ImportKind::types;
    return is_in(Block::optional) ? ImportKind::optional : ImportKind::plain;
  }

  // What stands behind an `importorskip` of the same name runs only where that is there.
  bool is_skipped_without(std::string_view name) const {
    return std::ranges::any_of(skipped_without_, [&](const auto& each) {
      return name == each.first || (name.starts_with(each.first) && name[each.first.size()] == '.');
    });
  }

  void record(std::string name, ImportKind kind) {
    if (kind == ImportKind::plain && is_skipped_without(name)) kind = ImportKind::optional;
    if (found.size() < kMostImports) found.push_back({std::move(name), kind, line_->line});
  }

  void read(std::string_view statement) {
    const auto all = statement;
    if (takes(statement, "import")) {
      for_each_part(statement, ',', [&](std::string_view name) {
        name = name.substr(0, name.find(' '));
        if (is_dotted(name)) record(std::string(name), kind());
      });
    } else if (takes(statement, "from")) {
      read_from(statement);
    } else {
      for (const std::string_view call : {"import_module(", "__import__(", "importorskip("}) read_calls(all, call);
    }
    next_string_ += static_cast<std::size_t>(std::ranges::count(all, kPythonString));
  }

  void read_from(std::string_view statement) {
    const auto end = std::min(statement.find(' '), statement.size());
    const auto module = absolute(statement.substr(0, end));
    auto names = trimmed(statement.substr(end));
    if (!module || !takes(names, "import")) return;
    for_each_part(names, ',', [&](std::string_view name) {
      const auto begin = name.find_first_not_of("( ");
      if (begin == std::string_view::npos) return;
      name = name.substr(begin);
      name = name.substr(0, name.find_first_of(" )"));
      if (name == "*")
        record(*module, kind());
      else if (is_dotted(name))
        record(module->empty() ? std::string(name) : *module + "." + std::string(name), kind());
    });
  }

  // Leading dots go up from the package that the file is in.
  std::optional<std::string> absolute(std::string_view module) const {
    const auto dots = std::min(module.find_first_not_of('.'), module.size());
    const auto rest = module.substr(dots);
    if (!rest.empty() && !is_dotted(rest)) return {};
    if (dots == 0) return rest.empty() ? std::nullopt : std::optional(std::string(rest));
    std::string package(package_);
    std::ranges::replace(package, '/', '.');
    for (std::size_t up = 1; up < dots; ++up) {
      const auto dot = package.rfind('.');
      if (dot == std::string::npos) return {};
      package.resize(dot);
    }
    if (package.empty()) return {};
    return rest.empty() ? package : package + "." + std::string(rest);
  }

  void read_calls(std::string_view statement, std::string_view call) {
    auto string = next_string_;
    std::size_t counted = 0;
    for (auto at = statement.find(call); at != std::string_view::npos; at = statement.find(call, at + 1)) {
      auto behind = at + call.size();
      while (behind < statement.size() && statement[behind] == ' ') ++behind;
      string +=
          static_cast<std::size_t>(std::ranges::count(statement.substr(counted, behind - counted), kPythonString));
      counted = behind;
      if (behind + 1 >= statement.size() || statement[behind] != kPythonString) continue;
      if (statement[behind + 1] != ')' && statement[behind + 1] != ',') continue;
      const auto& name = line_->strings.at(string);
      if (name.formatted || !is_dotted(name.text)) continue;
      const bool skips = call.starts_with("importorskip");
      record(name.text, skips ? ImportKind::optional : kind());
      if (skips && skipped_without_.size() < kMostSkips) skipped_without_.emplace_back(name.text, line_->indent);
    }
  }

  std::string package_;
  const PythonLine* line_ = nullptr;
  std::size_t next_string_ = 0;  // of the line: the first one in the statement
  std::vector<OpenBlock> blocks_;
  std::vector<std::pair<std::string, std::size_t>> skipped_without_;  // with the indent of their line
};

}  // namespace

void for_each_python_line(std::string_view text, const std::function<void(const PythonLine&)>& each) {
  LineReader reader(text);
  for (PythonLine line; reader.next(line);) each(line);
}

std::vector<CodeImport> python_imports(std::string_view text, std::string_view package) {
  ImportReader reader(package);
  for_each_python_line(text, [&](const PythonLine& line) { reader.add(line); });
  return std::move(reader.found);
}

namespace {

// How far `Path(__file__).parent.parent / ` and `Path(__file__).parents[1] / ` lead up from the directory of the file.
std::string way_up_of(std::string_view code) {
  if (!code.ends_with('/') || !code.contains("__file__")) return {};
  code = trimmed(code.substr(0, code.size() - 1));
  while (code.ends_with(')')) code = trimmed(code.substr(0, code.size() - 1));
  std::string up;
  if (code.size() > 2 && code.ends_with(']') && code.substr(0, code.size() - 2).ends_with(".parents[")) {
    const char digit = code[code.size() - 2];
    for (char each = '0'; digit <= '9' && each < digit; ++each) up += "../";
    return up;
  }
  constexpr std::string_view kParent = ".parent";
  bool is_first = true;  // that one is the directory of the file
  for (; code.ends_with(kParent); code.remove_suffix(kParent.size()), is_first = false)
    if (!is_first) up += "../";
  return up;
}

// `ROOT / "libs" / "a"` is one path.
void join_paths(PythonLine& line) {
  std::vector<PythonString> joined;
  std::size_t at = 0, behind_last = 0, next = 0;
  for (; (at = line.code.find(kPythonString, at)) != std::string::npos; behind_last = ++at, ++next) {
    const auto between = std::string_view(line.code).substr(behind_last, at - behind_last);
    auto& string = line.strings[next];
    if (next > 0 && trimmed(between) == "/" && !string.formatted) {
      if (joined.back().text.size() + string.text.size() < kLongestString) joined.back().text += "/" + string.text;
      continue;
    }
    if (!string.formatted) string.text.insert(0, way_up_of(trimmed(between)));
    joined.push_back(std::move(string));
  }
  line.strings = std::move(joined);
}

}  // namespace

std::vector<CodeString> python_strings(std::string_view text) {
  std::vector<CodeString> strings;
  for_each_python_line(text, [&](const PythonLine& read) {
    auto line = read;
    join_paths(line);
    for (const auto& string : line.strings) {
      std::string_view path = string.text;
      const auto filled_in = string.formatted ? path.rfind('}') : std::string_view::npos;
      if (filled_in != std::string_view::npos)
        path = path.substr(filled_in + 1);
      else if (path.starts_with('/'))
        continue;  // elsewhere on the machine
      if (!path.empty() && path.find_first_of(" \n\\{") == std::string_view::npos)
        strings.push_back({std::string(path), string.line});
    }
  });
  return strings;
}

namespace {

constexpr CodeFormat kFormats[] = {{".pyi", nullptr, true}, {".ipynb", &notebook_code, false}};

}  // namespace

const CodeReading kPythonCode = {".py", &python_packages, &python_imports, &python_strings, kFormats};

}  // namespace monoci
