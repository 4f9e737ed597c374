#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "base/repo_path.hpp"
#include "config/fields.hpp"
#include "document/document.hpp"
#include "ecosystem/ecosystem.hpp"
#include "scaffold/scaffold.hpp"

namespace monoci {

const std::vector<std::string_view> kBuiltInWords = {"name", "directory", "root", "kind", "owner"};

namespace {

constexpr std::array<std::string_view, 3> kTypes = {"text", "choice", "boolean"};  // in the order of VariableType

// Those in whose manifests monoci writes, and one that has none.
std::vector<std::string_view> ecosystem_words() {
  std::vector<std::string_view> words;
  for (const auto& row : ecosystems())
    if (row.writing != nullptr) words.push_back(row.name);
  words.push_back(kCMake);
  return words;
}

// A text, or a number or boolean as it is written.
std::optional<std::string> read_scalar(const Value& value, const std::string& name, Diagnostics& problems) {
  if (value.is(ValueType::map) || value.is(ValueType::list) || value.is(ValueType::null)) {
    refuse_type(value, name, "text", problems);
    return {};
  }
  return value.scalar;
}

class ScaffoldReader {
 public:
  ScaffoldReader(const Value& document, std::string name, Diagnostics& problems)
      : document_(document), problems_(problems), fields_(document, "", problems) {
    scaffold_.name = std::move(name);
  }

  Scaffold read() {
    read_version();
    read_place();
    read_variables();
    read_files();
    if (const auto* done = fields_.find("done"))
      if (const auto text = read_text(*done, "done", problems_)) scaffold_.done = text->text;
    fields_.refuse_others();
    return std::move(scaffold_);
  }

 private:
  void read_version();
  void read_place();
  std::string required(std::string_view key, std::string_view why);
  void read_variables();
  ScaffoldVariable read_variable(const Member& member);
  void read_value_rules(Fields& fields, ScaffoldVariable& variable);
  void read_pattern(const Value& value, const std::string& name, ScaffoldVariable& variable);
  void read_files();
  void read_conditional(const Value& value);
  void check_condition(const ScaffoldCondition& condition, const Spot& spot);

  const Value& document_;
  Diagnostics& problems_;
  Fields fields_;
  Scaffold scaffold_;
};

void ScaffoldReader::read_version() {
  const auto* version = fields_.find("version");
  if (version == nullptr)
    problems_.error("`version` is missing", document_.spot, "begin with `version: 1`");
  else if (!version->is(ValueType::integer) || version->scalar != "1")
    problems_.error("`version` must be 1", version->spot, "this monoci reads `version: 1`");
}

std::string ScaffoldReader::required(std::string_view key, std::string_view why) {
  const auto* value = fields_.find(key);
  if (value == nullptr) {
    problems_.error(fmt::format("`{}` is missing", key), document_.spot, std::string(why));
    return {};
  }
  const auto text = read_text(*value, key, problems_);
  if (text && text->text.contains('\n'))
    problems_.error(fmt::format("`{}` must be one line", key), value->spot, std::string(why));
  return text ? text->text : "";
}

void ScaffoldReader::read_place() {
  scaffold_.summary = required("summary", "one line for the list that `monoci new` prints");
  scaffold_.kind = required("kind", "`lib`, for instance: whose first path in monoci.yaml is where projects go");
  scaffold_.directory = required("directory", "`libs`, for instance: where they go when monoci.yaml does not say");
  if (const auto path = RepoPath::parse(scaffold_.directory); !path || path->is_root())
    problems_.error("`directory` must be a directory below the root",
                    fields_.find("directory") == nullptr ? document_.spot : fields_.find("directory")->spot,
                    "`libs`, for instance");
  if (const auto* ecosystem = fields_.find("ecosystem")) {
    const auto words = ecosystem_words();
    if (const auto choice = read_choice(*ecosystem, "ecosystem", words, problems_))
      scaffold_.ecosystem = words[*choice];
  }
}

void ScaffoldReader::read_variables() {
  const auto* variables = fields_.find("variables");
  if (variables == nullptr) return;
  if (!variables->is(ValueType::map)) return refuse_type(*variables, "variables", "a map (`name: {...}`)", problems_);
  for (const auto& member : variables->members) scaffold_.variables.push_back(read_variable(member));
}

ScaffoldVariable ScaffoldReader::read_variable(const Member& member) {
  const auto fits = [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '_';
  };
  if (member.key.empty() || !std::ranges::all_of(member.key, fits))
    problems_.error(fmt::format("`{}` is no name for a variable", quoted_if_odd(member.key)), member.spot,
                    "use small letters, digits and `_`");
  if (std::ranges::find(kBuiltInWords, member.key) != kBuiltInWords.end())
    problems_.error(fmt::format("`{}` is a word that every template has", member.key), member.spot,
                    "give the variable another name");
  ScaffoldVariable variable;
  variable.name = member.key;
  variable.spot = member.spot;
  Fields fields(member.value, "variables." + quoted_if_odd(member.key), problems_);
  if (const auto* type = fields.find("type"))
    variable.type =
        static_cast<VariableType>(read_choice(*type, fields.name_of("type"), kTypes, problems_).value_or(0));
  read_value_rules(fields, variable);
  if (const auto* help = fields.find("help"))
    if (const auto text = read_text(*help, fields.name_of("help"), problems_)) variable.help = text->text;
  if (variable.help.empty() || variable.help.contains('\n'))
    problems_.error(fmt::format("`{}` must be one line", fields.name_of("help")), member.spot,
                    "it is what `monoci new TEMPLATE --help` says of the variable");
  fields.refuse_others();
  return variable;
}

void ScaffoldReader::read_value_rules(Fields& fields, ScaffoldVariable& variable) {
  if (const auto* fallback = fields.find("default"))
    variable.fallback = read_scalar(*fallback, fields.name_of("default"), problems_);
  if (const auto* choices = fields.find("choices")) {
    if (!choices->is(ValueType::list)) refuse_type(*choices, fields.name_of("choices"), "a list of texts", problems_);
    for (const auto& item : choices->items)
      if (auto text = read_scalar(item, fields.name_of("choices"), problems_))
        variable.choices.push_back(std::move(*text));
  }
  if (const auto* pattern = fields.find("pattern")) read_pattern(*pattern, fields.name_of("pattern"), variable);
  if ((variable.type == VariableType::choice) != !variable.choices.empty())
    problems_.error(fmt::format("`{}` needs `type: choice` and `choices`, or neither", variable.name), variable.spot,
                    "a choice is one of the texts that `choices` lists");
  for (const auto& each : placeholders_in(variable.fallback.value_or("")))
    if (std::ranges::find(kBuiltInWords, each.word) == kBuiltInWords.end() && scaffold_.variable(each.word) == nullptr)
      problems_.error(fmt::format("the default of `{}` names `{}`, which has no value yet", variable.name, each.word),
                      variable.spot, "a default may use the words of every template and the variables before it");
  const bool checkable = variable.fallback && placeholders_in(*variable.fallback).empty();
  if (const auto fault = checkable ? fault_of_value(variable, *variable.fallback) : ""; !fault.empty())
    problems_.error(fmt::format("the default of `{}` does not fit: {}", variable.name, fault), variable.spot,
                    "what is not given gets the default, so it must be a good value");
}

void ScaffoldReader::read_pattern(const Value& value, const std::string& name, ScaffoldVariable& variable) {
  const auto text = read_text(value, name, problems_);
  if (!text) return;
  auto pattern = Pattern::regular_expression(text->text);
  if (!pattern)
    return problems_.error(fmt::format("`{}` is no regular expression: {}", name, quoted_if_odd(pattern.error())),
                           value.spot, "it is read as RE2 reads it, and must match the whole value");
  variable.pattern = std::move(*pattern);
  variable.pattern_text = text->text;
}

void ScaffoldReader::read_files() {
  const auto* files = fields_.find("files");
  if (files == nullptr) return;
  if (!files->is(ValueType::list))
    return refuse_type(*files, "files", "a list (`- {path: \"dags/**\", when: airflow}`)", problems_);
  for (const auto& item : files->items) read_conditional(item);
}

void ScaffoldReader::read_conditional(const Value& value) {
  Fields fields(value, "files", problems_);
  const auto* path = fields.find("path");
  const auto* when = fields.find("when");
  fields.refuse_others();
  if (path == nullptr || when == nullptr) {
    if (value.is(ValueType::map))
      problems_.error("conditional files need `path` and `when`", value.spot, "`- {path: \"dags/**\", when: airflow}`");
    return;
  }
  const auto pattern = read_text(*path, "files.path", problems_);
  const auto words = read_text(*when, "files.when", problems_);
  if (!pattern || !words) return;
  const auto glob = Glob::parse(pattern->text);
  const auto condition = parse_condition(words->text);
  if (!glob)
    problems_.error(fmt::format("`{}` is no pattern: {}", quoted_if_odd(pattern->text), glob.error()), path->spot,
                    "it is matched against the template's files as they are named");
  if (!condition)
    problems_.error(fmt::format("`{}` is no condition", quoted_if_odd(words->text)), when->spot,
                    "`airflow`, `not airflow`, `python == 3.11` or `not python == 3.11`");
  if (condition) check_condition(*condition, when->spot);
  if (glob && condition) scaffold_.files.push_back({*glob, *condition, value.spot});
}

void ScaffoldReader::check_condition(const ScaffoldCondition& condition, const Spot& spot) {
  const auto* variable = scaffold_.variable(condition.word);
  std::vector<std::string> known;
  for (const auto& each : scaffold_.variables) known.push_back(each.name);
  if (variable == nullptr)
    return problems_.error(fmt::format("there is no variable `{}`", quoted_if_odd(condition.word)), spot,
                           hint_for(condition.word, "the variables are", known));
  if (const auto fault = fault_of_value(*variable, condition.value); !fault.empty())
    problems_.error(fmt::format("`{}` is never `{}`: {}", condition.word, quoted_if_odd(condition.value), fault), spot,
                    "a variable that is not boolean is compared: `python == 3.11`");
}

}  // namespace

const ScaffoldVariable* Scaffold::variable(std::string_view wanted) const {
  const auto found = std::ranges::find(variables, wanted, &ScaffoldVariable::name);
  return found == variables.end() ? nullptr : &*found;
}

std::string fault_of_value(const ScaffoldVariable& variable, std::string_view value) {
  constexpr std::size_t kLongest = 1000;
  const auto control = [](unsigned char each) { return each < 0x20 || each == 0x7F; };
  if (value.size() > kLongest) return fmt::format("it is longer than {} bytes", kLongest);
  if (std::ranges::any_of(value, control)) return "it holds line breaks or other control characters";
  if (is_binary(value)) return "it is no UTF-8";
  if (variable.type == VariableType::boolean && value != "true" && value != "false") return "it is `true` or `false`";
  if (variable.type == VariableType::choice && std::ranges::find(variable.choices, value) == variable.choices.end())
    return fmt::format("it is one of `{}`", fmt::join(variable.choices, "`, `"));
  if (variable.pattern && !variable.pattern->matches(value))
    return fmt::format("it must match `{}`", variable.pattern_text);
  return "";
}

std::optional<Scaffold> read_scaffold(const SourceText& yaml, std::string name, Diagnostics& problems) {
  const auto document = read_yaml(yaml, problems);
  if (!document) return {};
  Diagnostics own;
  auto scaffold = ScaffoldReader(*document, std::move(name), own).read();
  problems.append(own);
  return own.has_errors() ? std::nullopt : std::optional(std::move(scaffold));
}

}  // namespace monoci
