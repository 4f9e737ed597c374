#include <algorithm>
#include <map>

#include "ecosystem/named_paths.hpp"

namespace monoci {

namespace {

constexpr std::string_view kSpaces = " \t\r";
constexpr std::size_t kLongestText = 4096;

using Defaults = std::map<std::string, std::string, std::less<>>;  // of ARG and ENV, as far as they are known

bool is_of_a_name(char each) {
  return each == '_' || (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
}

// With variables replaced; what is not known is a wildcard.
std::string with_defaults(std::string_view text, const Defaults& defaults) {
  std::string result;
  while (!text.empty() && result.size() < kLongestText) {
    const auto dollar = std::min(text.find('$'), text.size());
    result += text.substr(0, dollar);
    text.remove_prefix(dollar);
    if (text.empty()) break;
    text.remove_prefix(1);
    const bool braces = text.starts_with('{');
    if (braces) text.remove_prefix(1);
    const auto is_end = [](char each) { return !is_of_a_name(each); };
    const auto name = text.substr(0, static_cast<std::size_t>(std::ranges::find_if(text, is_end) - text.begin()));
    text.remove_prefix(name.size());
    std::string_view otherwise;
    if (braces) {
      const auto closing = std::min(text.find('}'), text.size());
      const auto inside = text.substr(0, closing);
      if (const auto dash = inside.find('-'); dash != std::string_view::npos) otherwise = inside.substr(dash + 1);
      text.remove_prefix(std::min(closing + 1, text.size()));
    }
    const auto known = defaults.find(name);
    if (known != defaults.end() && !known->second.empty())
      result += known->second;
    else if (!otherwise.empty())
      result += otherwise;
    else
      result += '*';
  }
  return result;
}

struct Instruction {
  std::string text;
  int line = 0;
};

class ContainerFile {
 public:
  explicit ContainerFile(const SourceText& source) : source_(source), rest_(source.text) {}

  std::vector<NamedPath> read() {
    while (!rest_.empty()) {
      const auto instruction = next();
      const auto words = words_of(instruction.text);
      if (words.empty()) continue;
      auto name = words[0];
      std::ranges::transform(name, name.begin(),
                             [](char each) { return each >= 'a' && each <= 'z' ? each - 32 : each; });
      if (name == "ARG" || name == "ENV") define(words);
      if (name == "COPY" || name == "ADD") copy(instruction, words);
      if (name == "RUN") mounts(instruction, words);
      if (name == "COPY" || name == "ADD" || name == "RUN") skip_documents(instruction.text);
    }
    return std::move(paths_);
  }

 private:
  std::string_view line() {
    ++line_;
    const auto end = std::min(rest_.find('\n'), rest_.size());
    const auto text = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return text;
  }

  // One instruction with the lines that it goes on in; comments between them are none of it.
  Instruction next() {
    Instruction instruction;
    while (!rest_.empty()) {
      auto text = line();
      while (!text.empty() && kSpaces.contains(text.back())) text.remove_suffix(1);
      const auto first = text.find_first_not_of(kSpaces);
      if (first == std::string_view::npos) continue;  // an empty line does not end it either
      if (text[first] == '#') {
        read_directive(text.substr(first));
        continue;
      }
      if (instruction.line == 0) instruction.line = line_;
      const bool goes_on = text.back() == escape_;
      if (goes_on) text.remove_suffix(1);
      instruction.text.append(text).append(" ");
      if (!goes_on) break;
    }
    return instruction;
  }

  void read_directive(std::string_view comment) {
    if (comment.find("escape") < 4 && comment.ends_with('`')) escape_ = '`';
  }

  static std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    bool is_word = false;
    char quote = 0;
    for (const char each : text) {
      if (quote != 0 && each == quote) {
        quote = 0;
      } else if (quote == 0 && (each == '"' || each == '\'')) {
        quote = each;
        is_word = true;
      } else if (quote == 0 && (each == ' ' || each == '\t')) {
        if (is_word) words.push_back(std::move(word));
        word.clear();
        is_word = false;
      } else {
        word += each;
        is_word = true;
      }
    }
    if (is_word) words.push_back(std::move(word));
    return words;
  }

  void define(const std::vector<std::string>& words) {
    for (std::size_t i = 1; i < words.size(); ++i) {
      const auto equals = words[i].find('=');
      if (equals == std::string::npos) continue;
      defaults_[words[i].substr(0, equals)] = with_defaults(words[i].substr(equals + 1), defaults_);
    }
    if (words.size() == 3 && !words[1].contains('='))  // ENV NAME value
      defaults_[words[1]] = with_defaults(words[2], defaults_);
  }

  // All but the last are sources. Those of other stages and images, of the network and in the text are no files here.
  void copy(const Instruction& instruction, const std::vector<std::string>& words) {
    std::vector<std::string> sources;
    std::size_t at = 1;
    for (; at < words.size() && words[at].starts_with("--"); ++at)
      if (words[at].starts_with("--from=")) return;
    const auto bracket = instruction.text.find('[');
    const bool is_json = at < words.size() && words[at].starts_with('[') && bracket != std::string::npos;
    if (is_json) {
      Diagnostics unheeded;
      const auto list = read_yaml({source_.file, instruction.text.substr(bracket)}, unheeded);
      if (list)
        for (const auto& item : list->items) sources.push_back(item.scalar);
    } else {
      sources.assign(words.begin() + static_cast<std::ptrdiff_t>(at), words.end());
    }
    if (!sources.empty()) sources.pop_back();
    for (const auto& source : sources) add(source, instruction.line);
  }

  // `--mount=type=bind,source=x` shows files of the context to one command.
  void mounts(const Instruction& instruction, const std::vector<std::string>& words) {
    for (const auto& word : words) {
      if (!word.starts_with("--mount=") || !word.contains("type=bind") || word.contains("from=")) continue;
      for (const std::string_view key : {",source=", ",src="})
        if (const auto found = word.find(key); found != std::string::npos) {
          const auto value = std::string_view(word).substr(found + key.size());
          add(std::string(value.substr(0, value.find(','))), instruction.line);
        }
    }
  }

  void add(const std::string& source, int line) {
    if (source.starts_with("<<") || source.contains("://") || source.starts_with("git@")) return;
    auto text = with_defaults(source, defaults_);
    while (text.starts_with('/')) text.erase(0, 1);                                   // of the context
    if (text.empty() || text.find_first_not_of("*/.?") == std::string::npos) return;  // all of it
    paths_.push_back({std::move(text), {source_.file, line, 1}, NamedPath::Use::place, false, true});
  }

  // What stands between `<<EOF` and `EOF` is no instruction.
  void skip_documents(std::string_view text) {
    for (auto at = text.find("<<"); at != std::string_view::npos; at = text.find("<<", at + 2)) {
      auto name = text.substr(at + 2);
      if (name.starts_with('-')) name.remove_prefix(1);
      if (name.starts_with('"') || name.starts_with('\'')) name.remove_prefix(1);
      const auto is_end = [](char each) { return !is_of_a_name(each); };
      name = name.substr(0, static_cast<std::size_t>(std::ranges::find_if(name, is_end) - name.begin()));
      if (name.empty()) continue;
      while (!rest_.empty()) {
        auto inside = line();
        while (!inside.empty() && (inside.front() == '\t' || inside.front() == ' ')) inside.remove_prefix(1);
        while (!inside.empty() && inside.back() == '\r') inside.remove_suffix(1);
        if (inside == name) break;
      }
    }
  }

  const SourceText& source_;
  std::string_view rest_;
  int line_ = 0;
  char escape_ = '\\';
  Defaults defaults_;
  std::vector<NamedPath> paths_;
};

class ComposeFile {
 public:
  std::vector<NamedPath> read(const Value& document) {
    each_of(document.find("include"), [&](const Value& item) {
      if (item.is(ValueType::string)) add(item, NamedPath::Use::place, &compose_paths);
      each_of(item.find("path"), [&](const Value& path) { add(path, NamedPath::Use::place, &compose_paths); });
      each_of(item.find("env_file"), [&](const Value& path) { add(path); });
    });
    if (const auto* services = document.find("services"))
      for (const auto& service : services->members) read_service(service.value);
    for (const std::string_view key : {"configs", "secrets"})
      if (const auto* files = document.find(key))
        for (const auto& each : files->members)
          if (const auto* file = each.value.find("file")) add(*file);
    return std::move(paths_);
  }

 private:
  template <class Each>
  static void each_of(const Value* value, const Each& each) {
    if (value == nullptr) return;
    if (value->is(ValueType::list))
      for (const auto& item : value->items) each(item);
    else
      each(*value);
  }

  void read_service(const Value& service) {
    if (const auto* extends = service.find("extends"))
      if (const auto* file = extends->find("file")) add(*file, NamedPath::Use::place, &compose_paths);
    each_of(service.find("env_file"), [&](const Value& item) {
      const auto* path = item.find("path");
      add(path != nullptr ? *path : item);
    });
    each_of(service.find("label_file"), [&](const Value& item) { add(item); });
    if (const auto* build = service.find("build")) read_build(*build);
    each_of(service.find("volumes"), [&](const Value& item) {
      if (item.is(ValueType::string)) {  // `./here:/there:ro`; without a dot in front it is the name of a volume
        auto text = item.scalar.substr(0, item.scalar.find(':'));
        if (text.starts_with('.')) add(text, item.spot);
      } else if (const auto* source = item.find("source"); source != nullptr && source->scalar.starts_with('.')) {
        add(*source);
      }
    });
    if (const auto* develop = service.find("develop"))
      each_of(develop->find("watch"), [&](const Value& item) {
        if (const auto* path = item.find("path")) add(*path);
      });
  }

  void read_build(const Value& build) {
    if (build.is(ValueType::string)) return read_context(build.scalar, "Dockerfile", build.spot);
    const auto* context = build.find("context");
    const auto* file = build.find("dockerfile");
    const bool has_file = file != nullptr && file->is(ValueType::string);
    if (context != nullptr && context->is(ValueType::string))
      read_context(context->scalar, has_file ? file->scalar : "Dockerfile", context->spot);
    else if (has_file)
      read_context(".", file->scalar, file->spot);
    if (const auto* more = build.find("additional_contexts")) {
      for (const auto& each : more->members) add(each.value);
      for (const auto& item : more->items)
        if (item.is(ValueType::string)) add(item.scalar.substr(item.scalar.find('=') + 1), item.spot);
    }
  }

  // What of the context is built with is said by the container file.
  void read_context(const std::string& text, const std::string& file, const Spot& spot) {
    const auto context = with_defaults(text, {});
    if (context.contains("://") || context.contains('*')) return;
    NamedPath path{
        context + "/" + with_defaults(file, {}), spot, NamedPath::Use::place, false, false, &container_paths};
    path.read_from = context;
    paths_.push_back(std::move(path));
    paths_.push_back({context, spot});  // all of another directory may be copied; one around the project is no input
  }

  void add(const std::string& written, const Spot& spot) {
    const auto text = with_defaults(written, {});
    if (text.empty() || text.contains("://") || text.find_first_not_of("*/.?") == std::string::npos) return;
    paths_.push_back({text, spot});
  }

  void add(const Value& value, NamedPath::Use use = NamedPath::Use::place, ReadNamedPaths reader = nullptr) {
    if (!value.is(ValueType::string)) return;
    const auto before = paths_.size();
    add(value.scalar, value.spot);
    if (paths_.size() == before) return;
    paths_.back().use = use;
    paths_.back().read = reader;
  }

  std::vector<NamedPath> paths_;
};

}  // namespace

std::vector<NamedPath> container_paths(const SourceText& source) { return ContainerFile(source).read(); }

std::vector<NamedPath> compose_paths(const SourceText& source) {
  Diagnostics unheeded;
  const auto document = read_yaml(source, unheeded);
  return document ? ComposeFile().read(*document) : program_paths(source);
}

}  // namespace monoci
