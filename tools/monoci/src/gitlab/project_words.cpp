#include <algorithm>
#include <array>

#include "gitlab/job_settings.hpp"
#include "gitlab/keywords.hpp"
#include "gitlab/renamed_jobs.hpp"
#include "gitlab/told_values.hpp"

namespace monoci {

namespace {

// Where the slug stands as a literal: GitLab expands these itself, and reads no raw variable there.
constexpr std::array<std::string_view, 6> kLiteralKeys = {"environment", "resource_group", "cache",
                                                          "artifacts",   "pages",          "tags"};

struct Literal {
  std::string_view variable;
  const std::string& text;
};

bool continues_name(std::string_view text) {
  const auto is_name = [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') || each == '_';
  };
  return !text.empty() && is_name(text.front());
}

// The length of `$NAME` or `${NAME}` at the beginning of the text; 0 when it begins with neither.
std::size_t length_of_variable(std::string_view text, std::string_view variable) {
  const bool braced = text.starts_with("${");
  const auto name = text.substr(std::min(text.size(), static_cast<std::size_t>(braced ? 2 : 1)));
  if (!text.starts_with('$') || !name.starts_with(variable)) return 0;
  const auto after = name.substr(variable.size());
  if (braced) return after.starts_with('}') ? variable.size() + 3 : 0;
  return continues_name(after) ? 0 : variable.size() + 1;
}

bool put_literal(std::string& text, const Literal& literal) {
  bool replaced = false;
  for (auto at = text.find('$'); at != std::string::npos; at = text.find('$', at)) {
    const auto length = length_of_variable(std::string_view(text).substr(at), literal.variable);
    if (length > 0) text.replace(at, length, literal.text);
    at += length > 0 ? literal.text.size() : 1;
    replaced = replaced || length > 0;
  }
  return replaced;
}

bool put_literal(Value& value, const Literal& literal) {
  bool replaced = value.is(ValueType::string) && put_literal(value.scalar, literal);
  for (auto& item : value.items) replaced = put_literal(item, literal) || replaced;
  for (auto& member : value.members) replaced = put_literal(member.value, literal) || replaced;
  return replaced;
}

// The files of a cache's key are read from the repository, by their very name.
bool put_in_cache_key(Value& cache, const Literal& directory) {
  bool replaced = false;
  for (auto& item : cache.items) replaced = put_in_cache_key(item, directory) || replaced;
  for (auto& member : cache.members)
    if (member.key == "key")
      for (auto& part : member.value.members)
        if (part.key.starts_with("files")) replaced = put_literal(part.value, directory) || replaced;
  return replaced;
}

// The directory, where GitLab reads no raw variable or expands none at all. Paths that the runner expands keep the
// variable: as part of a pattern, a name could mean more than its letters.
bool put_directory(Member& setting, const std::string& directory) {
  const Literal literal{"MONOCI_PROJECT", directory};
  if (setting.key == "cache") return put_in_cache_key(setting.value, literal);
  const bool is_plain = directory.find_first_of("$%") == std::string::npos;  // else GitLab would expand the name itself
  return setting.key != "artifacts" && is_plain && put_literal(setting.value, literal);
}

}  // namespace

ProjectWords project_words(const Value& settings, const std::vector<Variable>& told, const JobNameOf& name_of) {
  const auto& slug = std::ranges::find(told, "MONOCI_SLUG", &Variable::name)->value;
  const auto& directory = std::ranges::find(told, "MONOCI_PROJECT", &Variable::name)->value;
  const bool tells_all = starts_elsewhere(settings);
  ProjectWords words;
  words.settings.type = ValueType::map;
  for (const auto& member : settings.members) {
    auto copy = member;
    const bool literal = is_among(kLiteralKeys, member.key);
    bool differs = literal && put_literal(copy.value, {"MONOCI_SLUG", slug});
    if (literal) differs = put_directory(copy, directory) || differs;
    if (tells_all || member.key == "trigger") differs = tell_values(copy, told) || differs;
    if (rename_jobs(copy, name_of)) differs = words.names_jobs = true;
    if (differs) words.settings.members.push_back(std::move(copy));
  }
  return words;
}

}  // namespace monoci
