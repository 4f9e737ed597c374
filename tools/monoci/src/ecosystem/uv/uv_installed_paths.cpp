// What programs that build and test install by its path: `pip install -e ../lib` in a Makefile, `deps` of tox,
// `session.install("../lib")` of nox. Nothing is run: words are looked at, and those before them.
#include <algorithm>
#include <utility>

#include "base/path_parts.hpp"
#include "base/trimmed.hpp"
#include "ecosystem/named_paths.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv_named_paths.hpp"

namespace monoci {

namespace {

using Installs = NamedPath::Installs;

constexpr std::string_view kWordEnds = " \t\r\n\"'`=,:;()[]{}<>|&";
constexpr std::string_view kBeforeProjects[] = {"-e", "--editable", "--with", "--with-editable", "--from"};
constexpr std::string_view kBeforeLists[] = {"-r", "--requirement", "--requirements", "--with-requirements",
                                             "-c", "--constraint",  "--constraints"};

template <class List>
bool is_one_of(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

class InstalledPaths {
 public:
  InstalledPaths(std::string tool, std::vector<NamedPath>& paths) : tool_(std::move(tool)), paths_(paths) {}

  void read(std::string_view text, Spot spot) {
    text_ = text;
    begin_line(0);
    for (std::size_t at = 0; at < text.size();) {
      const auto end = std::min(text.find_first_of(kWordEnds, at), text.size());
      if (end > at) word(at, end, spot);
      if (end < text.size()) between(end, spot);
      at = end + 1;
    }
  }

  // Texts of a table. Those of a list are the words of one command, unless each is something to install.
  void table(const Value& value, bool is_of_dependencies = false) {
    if (value.is(ValueType::string)) {
      in_dependencies_ = is_of_dependencies;
      read(value.scalar, value.spot);
    }
    for (const auto& item : value.items) table(item, is_of_dependencies);
    installing_ = false;
    for (const auto& member : value.members) table(member.value, member.key == "deps");
    in_dependencies_ = false;
  }

 private:
  std::string_view line_from(std::size_t at) const {
    return text_.substr(at, std::min(text_.find('\n', at), text_.size()) - at);
  }

  // `deps =` of tox and the lines below it that are further in.
  void begin_line(std::size_t at) {
    const auto line = line_from(at);
    const auto said = trimmed(line);
    is_comment_ = said.starts_with('#');
    if (tool_ != "tox" || said.empty() || is_comment_ || text_.find('\n') == std::string_view::npos) return;
    if (said.starts_with("deps") && trimmed(said.substr(4)).starts_with('='))
      in_dependencies_ = true;
    else if (line[0] != ' ' && line[0] != '\t')
      in_dependencies_ = false;
  }

  void between(std::size_t at, Spot& spot) {
    const char each = text_[at];
    if (each == '(') ++depth_;
    if (each == ')' && --depth_ <= 0) installing_ = false;
    if (each == ';' || each == '|' || each == '&') installing_ = false;
    if (each != '\n') return;
    ++spot.line;
    const bool goes_on = depth_ > 0 || (at > 0 && text_[at - 1] == '\\');
    if (!goes_on) installing_ = false;
    if (at + 1 < text_.size()) begin_line(at + 1);
  }

  void word(std::size_t at, std::size_t end, const Spot& spot) {
    auto word = text_.substr(at, end - at);
    const char behind = end < text_.size() ? text_[end] : ' ';
    const char before = at > 0 ? text_[at - 1] : ' ';
    if (word == "\\") return;
    auto option = std::exchange(last_, word);
    if ((word == "install" || word.ends_with(".install")) && behind != ':') {
      installing_ = true;
      depth_ = 0;
      return;
    }
    const bool is_pip_option = word[0] == '-' && word.size() > 1 && std::string_view("erc").contains(word[1]);
    const bool is_glued = word.size() > 4 && word[0] == '-' &&  // -e../lib
                          (word.substr(2).starts_with("..") || (is_pip_option && word.contains('/')));
    if (is_glued) {
      option = word.substr(0, 2);
      word.remove_prefix(2);
    }
    const bool is_from_here = before == '}' || before == ')';  // {toxinidir}/lib, $(CURDIR)/lib
    if (word.starts_with("/..") || (is_from_here && word.starts_with('/'))) word.remove_prefix(1);
    word = word.substr(0, word.find('#'));  // file:../lib#egg=lib
    found(word, option, behind == '[' ? extras_at(end) : "", spot);
  }

  std::string_view extras_at(std::size_t at) const {
    const auto end = text_.find(']', at);
    return end == std::string_view::npos ? "" : text_.substr(at, end + 1 - at);
  }

  void found(std::string_view word, std::string_view option, std::string_view extras, const Spot& spot) {
    if (word.empty() || word.size() >= 4096 || word.contains('\\')) return;
    const bool leads_up = std::ranges::count(path_parts(word), "..") > 0;
    const bool is_path = (word.contains('/') || word.starts_with('.')) && word != "." && word[0] != '-' &&
                         word[0] != '/' && word.find_first_of("$%~*@") == std::string_view::npos;
    const bool is_list = is_one_of(kBeforeLists, option) && (word.ends_with(".txt") || word.ends_with(".in"));
    const bool is_installed =
        is_path && (installing_ || in_dependencies_ || is_one_of(kBeforeProjects, option)) && !is_list;
    if (!leads_up && (is_comment_ || !(is_list || is_installed))) return;
    NamedPath path{std::string(word), spot};
    path.tool = tool_;
    if (!is_comment_ && !word.starts_with("//")) {
      path.installs = is_list || is_installed ? Installs::always : Installs::beside;
      if (is_list) path.read = &requirements_paths;
      if (const auto asked = parse_requirement("x" + std::string(extras))) path.extras = asked->extras;
    }
    paths_.push_back(std::move(path));
  }

  std::string tool_;
  std::vector<NamedPath>& paths_;
  std::string_view text_, last_;
  bool installing_ = false, in_dependencies_ = false, is_comment_ = false;
  int depth_ = 0;  // of parentheses since `install`
};

std::string tool_of(std::string_view file) {
  struct Row {
    std::string_view end, tool;
  };
  static constexpr Row kRows[] = {{"setup.py", ""},
                                  {"noxfile.py", "nox"},
                                  {"akefile", "make"},
                                  {"ustfile", "just"},
                                  {"tox.toml", "tox"},
                                  {"Pipfile", "pipenv"},
                                  {"hatch.toml", "hatch"},
                                  {"pixi.toml", "pixi"},
                                  {"environment.yml", "conda"},
                                  {"environment.yaml", "conda"},
                                  {"askfile.yml", "task"},
                                  {"askfile.yaml", "task"}};
  const auto* const row = std::ranges::find_if(kRows, [&](const Row& each) { return file.ends_with(each.end); });
  return std::string(row == std::end(kRows) ? "build" : row->tool);
}

// Without lines that are comments; `".." / "lib"` and `"..", "lib"` of Python are one path.
std::string joined(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins_line = at == 0 || text[at - 1] == '\n';
    if (begins_line && trimmed(text.substr(at, text.find('\n', at) - at)).starts_with('#'))
      at = std::min(text.find('\n', at), text.size() - 1);
    result += text[at];
    const bool is_quote = text[at] == '"' || text[at] == '\'';
    if (!is_quote || !std::string_view(result).substr(0, result.size() - 1).ends_with("..")) continue;
    const auto next = text.find_first_not_of(" \t,/", at + 1);
    if (next == std::string_view::npos || (text[next] != '"' && text[next] != '\'')) continue;
    result.back() = '/';
    at = next;
  }
  return result;
}

}  // namespace

std::vector<NamedPath> build_paths(const SourceText& source) {
  std::vector<NamedPath> paths;
  InstalledPaths reader(tool_of(source.file), paths);
  reader.read(source.file.ends_with(".py") ? joined(source.text) : source.text, {source.file, 1, 1});
  return paths;
}

void add_installed(const Value& table, const std::string& tool, std::vector<NamedPath>& paths) {
  InstalledPaths(tool, paths).table(table);
}

std::vector<NamedPath> tox_paths(const SourceText& source) {
  std::string said;  // of its own sections, on their lines
  bool is_of_tox = false;
  for (std::string_view rest = source.text; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.starts_with('[')) is_of_tox = line.starts_with("[tox") || line.starts_with("[testenv");
    if (is_of_tox) said += line;
    said += '\n';
  }
  std::vector<NamedPath> paths;
  InstalledPaths("tox", paths).read(said, {source.file, 1, 1});
  return paths;
}

}  // namespace monoci
