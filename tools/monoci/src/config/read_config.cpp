#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "config/config.hpp"
#include "config/fields.hpp"
#include "config/pipeline_settings.hpp"

namespace monoci {

namespace {

constexpr std::array<std::string_view, 2> kDiscoverWords = {"all", "nearest"};  // in the order of the enumerations
constexpr std::array<std::string_view, 2> kUnownedWords = {"none", "all"};
constexpr std::array<std::string_view, 2> kPrivateWords = {"auto", "none"};
constexpr std::array<std::string_view, 2> kExtraWheelsWords = {"affect", "ignore"};
constexpr std::string_view kUsualKinds[] = {"lib", "pipeline", "service", "tool"};

class ConfigReader {
 public:
  ConfigReader(const Value& document, Diagnostics& problems)
      : document_(document), problems_(problems), fields_(document, "", problems) {}

  Config read() {
    if (document_.is(ValueType::map)) read_version();
    read_base();
    read_discovery();
    read_kinds();
    read_inputs();
    read_lock();
    read_boundaries();
    if (const auto* pipeline = fields_.find("pipeline")) config_.pipeline = read_pipeline(*pipeline, problems_);
    if (const auto* limits = fields_.find("limits")) config_.limits = read_limits(*limits, problems_);
    fields_.refuse_others();
    return std::move(config_);
  }

 private:
  void read_version();
  void read_base();
  void read_discovery();
  void read_kinds();
  KindConfig read_kind(const Member& member);
  void read_inputs();
  void read_private(const Value& value);
  void read_tools(const Value& value);
  void read_lock();
  void read_boundaries();
  Boundary read_boundary(const Value& value);
  void check_kind(const SpottedText& word);

  const Value& document_;
  Diagnostics& problems_;
  Fields fields_;
  Config config_;
};

void ConfigReader::read_version() {
  const auto* version = fields_.find("version");
  if (!version)
    problems_.error("`version` is missing", document_.spot, "begin with `version: 1`");
  else if (!version->is(ValueType::integer))
    refuse_type(*version, "version", "the number 1", problems_);
  else if (version->scalar != "1")
    problems_.error(fmt::format("version {} is not known", version->scalar), version->spot,
                    "this monoci reads `version: 1`; a newer one may be needed");
}

void ConfigReader::read_base() {
  const auto* value = fields_.find("default_branch");
  if (!value) return;
  const auto branch = read_text(*value, "default_branch", problems_);
  if (!branch) return;
  const bool odd = branch->text.starts_with('-') || branch->text.find_first_of(" \t\n~^:?*[\\") != std::string::npos;
  if (odd)
    problems_.error(fmt::format("`{}` is no name of a branch", quoted_if_odd(branch->text)), branch->spot,
                    "write it as git shows it, `main` for instance");
  config_.default_branch = *branch;
}

void ConfigReader::read_discovery() {
  const auto* discover = fields_.find("discover");
  const auto* roots = fields_.find("roots");
  if (discover)
    config_.discover = static_cast<Discover>(read_choice(*discover, "discover", kDiscoverWords, problems_).value_or(0));
  if (roots) config_.roots = read_texts(*roots, "roots", problems_);
  if (discover && roots)
    problems_.error("`roots` and `discover` exclude each other", roots->spot, "remove `discover`: `roots` says it all");
  for (const auto& root : config_.roots)
    if (!RepoPath::parse(root.text))
      problems_.error(fmt::format("`{}` is no directory of the repository", quoted_if_odd(root.text)), root.spot,
                      "paths are relative to the root of the repository, and stay in it");
  const auto* projects = fields_.find("projects");
  if (!projects) return;
  Fields fields(*projects, "projects", problems_);
  if (const auto* include = fields.find("include"))
    config_.include = read_globs(*include, "projects.include", problems_);
  if (const auto* exclude = fields.find("exclude"))
    config_.exclude = read_globs(*exclude, "projects.exclude", problems_);
  fields.refuse_others();
}

// A kind's name goes into job variables, and people type it after `--kind`.
bool is_word(std::string_view text) {
  const auto is_letter = [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
  };
  return !text.empty() && is_letter(text[0]) &&
         std::ranges::all_of(text, [&](char each) { return is_letter(each) || each == '-' || each == '_'; });
}

void ConfigReader::read_kinds() {
  const auto* kinds = fields_.find("kinds");
  if (!kinds) return;
  if (!kinds->is(ValueType::map)) return refuse_type(*kinds, "kinds", "a map (`name: {...}`)", problems_);
  for (const auto& member : kinds->members) config_.kinds.push_back(read_kind(member));
}

KindConfig ConfigReader::read_kind(const Member& member) {
  if (!is_word(member.key))
    problems_.error(fmt::format("`{}` is no name for a kind", quoted_if_odd(member.key)), member.spot,
                    "use letters, digits, `-` and `_`");
  KindConfig kind;
  kind.name = member.key;
  kind.spot = member.spot;
  Fields fields(member.value, "kinds." + quoted_if_odd(member.key), problems_);
  if (const auto* paths = fields.find("paths")) kind.paths = read_globs(*paths, fields.name_of("paths"), problems_);
  if (const auto* jobs = fields.find("jobs")) {
    kind.own_pipeline = jobs->is(ValueType::string) && jobs->scalar == kOwnPipeline;
    if (!kind.own_pipeline) kind.jobs = read_one_or_more(*jobs, fields.name_of("jobs"), problems_);
  }
  fields.refuse_others();
  return kind;
}

void ConfigReader::read_inputs() {
  if (const auto* inputs = fields_.find("inputs")) {
    Fields fields(*inputs, "inputs", problems_);
    if (const auto* global = fields.find("global"))
      config_.global_inputs = read_globs(*global, "inputs.global", problems_);
    if (const auto* ignore = fields.find("ignore")) config_.ignore = read_globs(*ignore, "inputs.ignore", problems_);
    if (const auto* hidden = fields.find("private")) read_private(*hidden);
    if (const auto* tools = fields.find("tools")) read_tools(*tools);
    fields.refuse_others();
  }
  if (const auto* unowned = fields_.find("unowned"))
    config_.unowned = static_cast<Unowned>(read_choice(*unowned, "unowned", kUnownedWords, problems_).value_or(0));
}

void ConfigReader::read_private(const Value& value) {
  config_.private_by_itself = false;
  if (value.is(ValueType::list)) {
    config_.private_files = read_globs(value, "inputs.private", problems_);
  } else {
    const auto word = read_choice(value, "inputs.private", kPrivateWords, problems_);
    config_.private_by_itself = word && *word == 0;
  }
}

void ConfigReader::read_tools(const Value& value) {
  if (!value.is(ValueType::map)) return refuse_type(value, "inputs.tools", "a map (`ruff: [lint]`)", problems_);
  for (const auto& tool : value.members) {
    const auto name = "inputs.tools." + quoted_if_odd(tool.key);
    auto jobs = read_one_or_more(tool.value, name, problems_);
    if (tool.value.is(ValueType::list) && tool.value.items.empty())
      problems_.error(fmt::format("`{}` names no job", name), tool.spot, "without the key, all jobs run");
    config_.tools[tool.key] = std::move(jobs);
  }
}

void ConfigReader::read_lock() {
  const auto* lock = fields_.find("lock");
  if (!lock) return;
  Fields fields(*lock, "lock", problems_);
  if (const auto* wheels = fields.find("extra_wheels"))
    config_.extra_wheels =
        static_cast<ExtraWheels>(read_choice(*wheels, "lock.extra_wheels", kExtraWheelsWords, problems_).value_or(0));
  fields.refuse_others();
}

void ConfigReader::read_boundaries() {
  const auto* boundaries = fields_.find("boundaries");
  if (!boundaries) return;
  if (!boundaries->is(ValueType::list))
    return refuse_type(*boundaries, "boundaries", "a list (`- {from: lib, may_use: [lib]}`)", problems_);
  for (const auto& item : boundaries->items) config_.boundaries.push_back(read_boundary(item));
}

Boundary ConfigReader::read_boundary(const Value& value) {
  Boundary boundary{.from = {}, .may_use = {}, .spot = value.spot};
  Fields fields(value, "boundaries", problems_);
  const auto* from = fields.find("from");
  const auto* may_use = fields.find("may_use");
  if (value.is(ValueType::map) && (!from || !may_use))
    problems_.error("a boundary needs `from` and `may_use`", value.spot, "write `- {from: lib, may_use: [lib]}`");
  if (from) {
    if (const auto kind = read_text(*from, "boundaries.from", problems_)) {
      check_kind(*kind);
      boundary.from = kind->text;
    }
  }
  if (may_use) {
    for (const auto& kind : read_texts(*may_use, "boundaries.may_use", problems_)) {
      check_kind(kind);
      boundary.may_use.push_back(kind.text);
    }
  }
  fields.refuse_others();
  return boundary;
}

void ConfigReader::check_kind(const SpottedText& word) {
  std::vector<std::string> known(std::begin(kUsualKinds), std::end(kUsualKinds));
  for (const auto& kind : config_.kinds) known.push_back(kind.name);
  if (std::ranges::find(known, word.text) != known.end()) return;
  problems_.error(fmt::format("there is no kind `{}`", quoted_if_odd(word.text)), word.spot,
                  hint_for(word.text, "the kinds are", known));
}

}  // namespace

const KindConfig* Config::kind(std::string_view name) const {
  const auto found = std::ranges::find(kinds, name, &KindConfig::name);
  return found == kinds.end() ? nullptr : &*found;
}

std::optional<Config> read_config(const SourceText& source, Diagnostics& problems) {
  const auto document = read_yaml(source, problems);
  if (!document) return {};
  Diagnostics own;
  std::optional<Config> config;
  if (document->is(ValueType::null))
    own.error("`version` is missing", document->spot, "begin with `version: 1`");
  else
    config = ConfigReader(*document, own).read();
  problems.append(own);
  return own.has_errors() ? std::nullopt : std::move(config);
}

}  // namespace monoci
