#include <algorithm>
#include <span>
#include <vector>

#include "init/signs.hpp"

namespace monoci {

namespace {

struct Word {
  std::string_view name, kind;
  bool decided = true;
};

constexpr Word kWords[] = {
    {"libs", "lib"},           {"lib", "lib"},        {"libraries", "lib"},    {"packages", "lib", false},
    {"pkgs", "lib", false},    {"plugins", "lib"},    {"integrations", "lib"}, {"services", "service"},
    {"service", "service"},    {"apps", "service"},   {"servers", "service"},  {"pipelines", "pipeline"},
    {"dags", "pipeline"},      {"flows", "pipeline"}, {"jobs", "pipeline"},    {"etl", "pipeline"},
    {"ingestion", "pipeline"}, {"tools", "tool"},     {"scripts", "tool"},     {"docs", "docs"},
};

// These go before what stands below them: a server of the examples is an example.
constexpr Word kFirst[] = {{"examples", "example"}, {"example", "example"}, {"samples", "example"},
                           {"demos", "example"},    {"demo", "example"},    {"tutorials", "example"}};

constexpr std::string_view kSpecimens[] = {"example",  "examples",  "sample",   "samples",   "demo",        "demos",
                                           "template", "templates", "tutorial", "tutorials", "cookiecutter"};
constexpr std::string_view kTests[] = {"test", "tests", "testing", "testdata", "fixture", "fixtures"};

// The directories from the root's child down to the project.
std::vector<RepoPath> ways_down(const RepoPath& project) {
  std::vector<RepoPath> ways;
  for (auto at = project; !at.is_root(); at = at.parent()) ways.insert(ways.begin(), at);
  return ways;
}

bool has_word(std::string_view name, std::span<const std::string_view> words) {
  while (!name.empty()) {
    const auto end = std::min(name.find_first_of("-_. "), name.size());
    if (std::ranges::find(words, name.substr(0, end)) != words.end()) return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

}  // namespace

std::optional<Habit> habit_of(const RepoPath& project) {
  const auto ways = ways_down(project);
  for (const auto& way : ways)
    if (const auto* word = std::ranges::find(kFirst, way.name(), &Word::name); word != std::end(kFirst))
      return Habit{word->kind, way, true};
  for (auto way = ways.rbegin(); way != ways.rend(); ++way) {
    if (*way == project) continue;  // `libs/tools` is a library
    if (const auto* word = std::ranges::find(kWords, way->name(), &Word::name); word != std::end(kWords))
      return Habit{word->kind, *way, word->decided};
  }
  return {};
}

bool is_for_show(const RepoPath& directory) {
  return std::ranges::any_of(directory.components(),
                             [](std::string_view name) { return name.contains("{{") || has_word(name, kSpecimens); });
}

bool is_specimen(const RepoPath& directory) {
  return is_for_show(directory) ||
         std::ranges::any_of(directory.components(), [](std::string_view name) { return has_word(name, kTests); });
}

}  // namespace monoci
