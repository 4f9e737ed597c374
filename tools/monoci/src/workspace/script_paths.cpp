#include "workspace/script_paths.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "base/path_parts.hpp"
#include "base/wildcard.hpp"

namespace monoci {

namespace {

// Stand in a word for what the shell puts there.
constexpr char kUnknown = '\x01', kProject = '\x02', kRoot = '\x03';

constexpr std::size_t kLongestValue = 1024;
constexpr int kMostShells = 16;  // `bash -c "bash -c '…'"`: each one inside doubles what must be escaped

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kNamesWhatIsRun[] = {"script", "before_script", "after_script", "pre_get_sources_script",
                                                "step"};

// Programs that read a file of their own in the directory where they are started.
struct Program {
  std::string_view name;
  std::array<std::string_view, 4> files;
};
constexpr Program kPrograms[] = {
    {"make", {"Makefile", "makefile", "GNUmakefile"}},
    {"gmake", {"Makefile", "makefile", "GNUmakefile"}},
    {"just", {"justfile", "Justfile", ".justfile"}},
    {"task", {"Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "taskfile.yaml"}},
    {"nox", {"noxfile.py"}},
    {"tox", {"tox.ini", "tox.toml"}},
    {"invoke", {"tasks.py"}},
    {"pre-commit", {".pre-commit-config.yaml"}},
    {"npm", {"package.json"}},
    {"pnpm", {"package.json", "pnpm-workspace.yaml"}},
    {"yarn", {"package.json"}},
    {"mkdocs", {"mkdocs.yml", "mkdocs.yaml"}},
    {"docker-compose", {"compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"}},
};

// What is followed by a file for sure. Else a plain word is a word: `--group dev` means no script `dev`.
constexpr std::string_view kBeforeFiles[] = {"bash",    "sh",   "zsh", "dash", "source", ".",      "python",
                                             "python3", "node", "-f",  "-r",   "-c",     "--file", "cat"};

bool may_be_a_file(std::string_view word) {
  return std::ranges::any_of(word,
                             [](char each) { return each == '/' || each == '.' || (each >= 'A' && each <= 'Z'); });
}

bool is_name_character(char each) {
  return each == '_' || (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
}

// The directory where commands run: below the root, below the project, or nobody knows where.
struct Place {
  char from = kRoot;
  std::string below;
};

struct Word {
  std::string text;
  bool is_quoted = false;
};

class Script {
 public:
  using Variables = std::map<std::string, std::string, std::less<>>;

  Script(const Variables& variables, std::set<ScriptPath>& paths) : variables_(variables), paths_(paths) {}

  void run(std::string_view text, const Spot& spot, int depth = 0) {
    spot_ = spot;
    const auto ended = [&](std::vector<Word>& words) {
      command(words, depth);
      words.clear();
    };
    std::vector<Word> words;
    Word word;
    bool is_word = false;
    const auto end_word = [&] {
      if (is_word) words.push_back(std::move(word));
      word = {};
      is_word = false;
    };
    char quote = 0;
    for (std::size_t at = 0; at < text.size() && paths_.size() < kMostScriptPaths; ++at) {
      const char each = text[at];
      if (each == '\\' && quote != '\'') {
        if (++at >= text.size()) break;
        if (text[at] == '\n') continue;
        word.text += text[at];
        is_word = true;
      } else if (each == '$' && quote != '\'') {
        at = expand(text, at, word.text);
        is_word = true;
      } else if (each == '`' && quote != '\'') {
        word.text += kUnknown;  // what the commands between them say; they are commands themselves
        end_word();
        ended(words);
        quote = 0;
      } else if (quote != 0) {
        if (each == quote)
          quote = 0;
        else
          word.text += each;
      } else if (each == '\'' || each == '"') {
        quote = each;
        word.is_quoted = is_word = true;
      } else if (each == '#' && !is_word) {
        at = std::min(text.find('\n', at), text.size());
        ended(words);
      } else if (std::string_view(";|&()\n").contains(each)) {
        end_word();
        ended(words);
        if (each == ')' && at + 1 < text.size() && text[at + 1] == '/') word.text = kUnknown;  // `$(…)/x`
      } else if (kBlanks.contains(each) || each == '<' || each == '>') {
        end_word();
      } else {
        word.text += each;
        is_word = true;
      }
    }
    end_word();
    ended(words);
  }

  void value(std::string_view text, const Spot& spot) {
    spot_ = spot;
    const auto path = expanded(text);
    if (may_be_a_file(path)) candidate(path);
  }

  std::string expanded(std::string_view text) const {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '$')
        at = expand(text, at, result);
      else
        result += text[at];
    }
    return result.size() > kLongestValue ? std::string(1, kUnknown) : result;
  }

 private:
  // Puts what `$…` at `at` stands for at the end of `word`; the place of its last character.
  std::size_t expand(std::string_view text, std::size_t at, std::string& word) const {
    auto rest = text.substr(at + 1);
    if (rest.starts_with('(')) {  // the commands in it follow, as commands
      word += kUnknown;
      return at;
    }
    const bool braces = rest.starts_with('{');
    if (braces) rest.remove_prefix(1);
    const auto is_end = [](char each) { return !is_name_character(each); };
    const auto name = rest.substr(0, static_cast<std::size_t>(std::ranges::find_if(rest, is_end) - rest.begin()));
    std::string_view otherwise;
    std::size_t end = at + name.size();
    if (braces) {
      const auto closing = std::min(text.find('}', at), text.size());
      end = std::min(closing, text.size() - 1);
      const auto inside = text.substr(at + 2, closing - at - 2);
      if (const auto dash = inside.find('-'); dash != std::string_view::npos) otherwise = inside.substr(dash + 1);
    } else if (name.empty()) {
      end = std::min(at + 1, text.size() - 1);  // `$@`, `$1` and the like
    }
    if (word.size() < kLongestValue) word += value_of(name, otherwise);
    return end;
  }

  std::string value_of(std::string_view name, std::string_view otherwise) const {
    if (name == "CI_PROJECT_DIR") return {kRoot};
    if (name == "PWD") return place_.from == kUnknown ? std::string{kUnknown} : place_.from + ("/" + place_.below);
    if (name == "MONOCI_PROJECT") return {kProject};
    for (const auto* variables : {&set_, &variables_})
      if (const auto known = variables->find(name); known != variables->end()) return known->second;
    const bool is_plain = !otherwise.empty() && !otherwise.contains('$');
    return is_plain ? std::string(otherwise) : std::string{kUnknown};
  }

  void command(const std::vector<Word>& words, int depth) {
    std::size_t first = 0;
    for (; first < words.size(); ++first) {  // NAME=value before the program
      const auto& text = words[first].text;
      const auto equals = text.find('=');
      if (equals == std::string::npos || equals == 0 || !std::ranges::all_of(text.substr(0, equals), is_name_character))
        break;
      const auto value = text.substr(equals + 1);
      set_[text.substr(0, equals)] = value.size() > kLongestValue ? std::string{kUnknown} : value;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto& word = words[i];
      if (word.is_quoted && word.text.find_first_of(kBlanks) != std::string::npos) {
        if (depth < kMostShells) {
          const auto before = place_;
          run(word.text, spot_, depth + 1);
          place_ = before;
        }
      } else {
        const bool is_file = i > 0 && std::ranges::find(kBeforeFiles, words[i - 1].text) != std::end(kBeforeFiles);
        if (is_file || may_be_a_file(word.text)) candidate(word.text);
      }
    }
    modules(words);
    programs(words);
    if (first < words.size() && (words[first].text == "cd" || words[first].text == "pushd")) change_place(words, first);
  }

  void change_place(const std::vector<Word>& words, std::size_t at) {
    for (++at; at < words.size() && words[at].text.starts_with('-'); ++at) {
    }
    place_ = at < words.size() ? seen_from(place_, words[at].text) : Place{kUnknown, {}};
  }

  static Place seen_from(const Place& place, std::string_view text) {
    if (text.starts_with(kRoot)) {
      text.remove_prefix(1);
      while (text.starts_with('/')) text.remove_prefix(1);
      if (text.starts_with(kProject)) return seen_from(Place{}, text);
      return {kRoot, std::string(text)};
    }
    if (text.starts_with(kProject)) {
      text.remove_prefix(1);
      while (text.starts_with('/')) text.remove_prefix(1);
      return {kProject, std::string(text)};
    }
    if (text.empty() || text.starts_with('/') || text.starts_with('~') || text.starts_with(kUnknown))
      return {kUnknown, {}};
    if (place.from == kUnknown || place.below.size() > kLongestValue) return {kUnknown, {}};
    return {place.from, place.below.empty() ? std::string(text) : place.below + "/" + std::string(text)};
  }

  // `python -m tools.check` runs a file of the directory where it is started.
  void modules(const std::vector<Word>& words) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (words[i].text != "-m" || words[i + 1].text.contains('/')) continue;
      auto path = words[i + 1].text;
      std::ranges::replace(path, '.', '/');
      candidate(path + ".py");
      candidate(path + "/__main__.py");
    }
  }

  void programs(const std::vector<Word>& words) {
    auto place = place_;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto& text = words[i].text;
      if ((text == "-C" || text == "--directory" || text == "--prefix") && i + 1 < words.size())
        place = seen_from(place_, words[i + 1].text);
      else if (text.starts_with("--directory=") || text.starts_with("--prefix="))
        place = seen_from(place_, text.substr(text.find('=') + 1));
    }
    for (const auto& word : words)
      for (const auto& program : kPrograms) {
        if (word.text != program.name) continue;
        for (const auto file : program.files)
          if (!file.empty()) seen(place, file);
      }
  }

  // What a word may mean, options and lists of paths taken apart.
  void candidate(std::string_view word) {
    if (word.contains("://")) return;
    if (word.starts_with('-')) {
      const auto equals = word.find('=');
      if (equals == std::string_view::npos && (word.starts_with("--") || word.size() < 3)) return;
      word.remove_prefix(equals == std::string_view::npos ? 2 : equals + 1);
    } else if (const auto equals = word.find('='); equals != std::string_view::npos) {
      word.remove_prefix(equals + 1);
    }
    while (!word.empty()) {
      const auto end = std::min(word.find_first_of(":,"), word.size());
      auto part = word.substr(0, end);
      word.remove_prefix(std::min(end + 1, word.size()));
      if (part.starts_with('@')) part.remove_prefix(1);
      if (part.empty() || part.starts_with('/') || part.starts_with('~')) continue;
      seen_from_here(part);
      const auto extras = part.find('[');  // `-e tools/x[dev,test]`, at whose comma it has been cut
      const bool is_of_a_name = extras != std::string_view::npos && extras > 0 && part[extras - 1] != '/';
      if (is_of_a_name && part.find(']') >= part.size() - 1) seen_from_here(part.substr(0, extras));
    }
  }

  void seen_from_here(std::string_view part) {
    seen(place_, part);
    if (place_.from != kRoot || !place_.below.empty()) seen({}, part);  // `(cd x && …); ./y`
  }

  void seen(const Place& place, std::string_view part) {
    if (part.starts_with(kUnknown)) {  // `$TOOLS/x.sh`, `$(git rev-parse --show-toplevel)/tools/x.sh`
      const auto slash = part.find('/');
      if (slash == std::string_view::npos || part.find_last_of("\x01\x02\x03") >= slash) return;
      add({kRoot, std::string(part.substr(slash + 1))});
      const auto name = part.substr(part.rfind('/') + 1);
      const bool is_script = name.ends_with(".sh") || name.ends_with(".py") || name.ends_with(".bash");
      if (is_script) add({kRoot, "**" + std::string(part.substr(slash))});
      return;
    }
    add(seen_from(place, part));
  }

  // Where a part of the path is not known, it is a pattern.
  void add(const Place& place) {
    if (place.from == kUnknown || place.below.size() > kLongestValue) return;
    std::string text;
    for (const auto component : path_parts(place.below)) {
      if (!text.empty()) text += '/';
      if (component.size() == 1 && component[0] == kProject) {
        text += "**";
      } else {
        for (const char each : component) {
          const bool is_known = each != kUnknown && each != kProject && each != kRoot;
          if (is_known)
            text += each;
          else if (!text.ends_with('*'))
            text += '*';
        }
      }
    }
    const bool from_project = place.from == kProject;
    if (from_project && std::ranges::count(path_parts(text), "..") == 0) return;  // a file of its own
    const bool names_something = text.find_first_not_of("*./") != std::string::npos;
    const bool is_plain = text.find_first_of("{}\\\"'!^") == std::string::npos;
    if (names_something && is_plain) paths_.insert({std::move(text), from_project, spot_});
  }

  const Variables& variables_;  // of the text
  Variables set_;               // by the script itself
  std::set<ScriptPath>& paths_;
  Place place_;
  Spot spot_;
};

class Reader {
 public:
  std::vector<ScriptPath> read(const Value& document) {
    variables_of(document);
    std::size_t most = 1;
    for (const auto& [name, values] : values_) most = std::max(most, values.size());
    for (std::size_t turn = 0; turn < most; ++turn) {  // each value of each variable, but not each with each
      for (const auto& [name, values] : values_) variables_[name] = values[std::min(turn, values.size() - 1)];
      look_in(document);
    }
    return {paths_.begin(), paths_.end()};
  }

 private:
  template <class Each>
  static void for_each_text(const Value& value, const Each& each) {
    if (value.is(ValueType::string) && value.tag.empty()) each(value);
    for (const auto& item : value.items) for_each_text(item, each);
  }

  static const Value* text_of(const Value& variable) {
    return variable.is(ValueType::map) ? variable.find("value") : &variable;
  }

  // Those of all jobs together: what one sets is no more than another possible meaning.
  void variables_of(const Value& value) {
    for (const auto& item : value.items) variables_of(item);
    for (const auto& member : value.members) {
      if (member.key == "variables")
        set_all(member.value);
      else if (member.key == "matrix")
        for (const auto& row : member.value.items) set_all(row);
      else
        variables_of(member.value);
    }
  }

  void set_all(const Value& variables) {
    for (const auto& member : variables.members) {
      for (const auto& each : member.value.items) set(member.key, each);
      if (const auto* text = text_of(member.value); text != nullptr) set(member.key, *text);
    }
  }

  void set(const std::string& name, const Value& text) {
    if (!text.is(ValueType::string)) return;
    const auto value = Script(variables_, paths_).expanded(text.scalar);
    variables_.try_emplace(name, value);
    auto& values = values_[name];
    if (std::ranges::find(values, value) != values.end()) return;
    values.push_back(values.size() < kMostValues ? value : std::string{kUnknown});
    if (values.size() > kMostValues + 1) values.pop_back();
  }

  // The commands of one list run in one shell, those of `before_script` and `script` too.
  void look_in(const Value& value) {
    if (value.is(ValueType::list))
      for (const auto& item : value.items) look_in(item);
    if (!value.is(ValueType::map)) return;
    Script shell(variables_, paths_);
    for (const std::string_view key : {"before_script", "script"})
      if (const auto* commands = value.find(key))
        for_each_text(*commands, [&](const Value& text) { shell.run(text.scalar, text.spot); });
    for (const auto& member : value.members) {
      if (member.key == "before_script" || member.key == "script") continue;
      if (std::ranges::find(kNamesWhatIsRun, member.key) != std::end(kNamesWhatIsRun)) {
        Script other(variables_, paths_);
        for_each_text(member.value, [&](const Value& text) { other.run(text.scalar, text.spot); });
      } else if (member.key == "variables" && member.value.is(ValueType::map)) {
        for (const auto& variable : member.value.members)
          if (const auto* text = text_of(variable.value); text && text->is(ValueType::string))
            Script(variables_, paths_).value(text->scalar, text->spot);
      } else {
        look_in(member.value);
      }
    }
  }

  static constexpr std::size_t kMostValues = 15;  // of one variable; what more there is counts as unknown

  Script::Variables variables_;
  std::map<std::string, std::vector<std::string>> values_;
  std::set<ScriptPath> paths_;
};

}  // namespace

std::vector<ScriptPath> script_paths(const Value& document) { return Reader().read(document); }

}  // namespace monoci
