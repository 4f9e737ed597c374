#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/quoted.hpp"
#include "ecosystem/uv/pyproject_parts.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "ecosystem/uv/uv_tables.hpp"

namespace monoci {

namespace {

std::optional<std::string> name_at(const Value& table, std::string_view key) {
  const auto* value = table.find(key);
  if (value == nullptr || !value->is(ValueType::string)) return std::nullopt;
  return normalised_name(value->scalar);
}

// The kind of a source and its path, from the one key that says them.
void read_kind(const Value& table, Source& source, Diagnostics& problems) {
  const auto* workspace = table.find("workspace");
  const auto* path = table.find("path");
  if (workspace != nullptr && workspace->is(ValueType::string)) {
    source.kind = SourceKind::member_of;
    source.path = workspace->scalar;
  } else if (workspace != nullptr && workspace->is(ValueType::boolean) && workspace->scalar == "true") {
    source.kind = SourceKind::member;
  } else if (workspace != nullptr) {
    problems.warning("`workspace` is `true` or a directory", workspace->spot);
  } else if (path != nullptr && path->is(ValueType::string) && table.find("git") == nullptr) {
    source.kind = SourceKind::path;
    source.path = path->scalar;
  }
}

// In the order in which uv tells them.
constexpr std::string_view kPlaces[] = {"git", "url", "path", "index", "workspace"};

// Keys beside the place: those that only some places take.
struct OfPlaces {
  std::string_view key;
  std::array<std::string_view, 2> places;
};
constexpr OfPlaces kOfPlaces[] = {{"rev", {"git"}},
                                  {"tag", {"git"}},
                                  {"branch", {"git"}},
                                  {"editable", {"path", "workspace"}},
                                  {"package", {"path"}}};
constexpr std::string_view kOfAll[] = {"subdirectory", "lfs", "marker", "extra", "group"};

bool is_false(const Value* value) { return value != nullptr && value->scalar == "false"; }

// What uv refuses of one source, in its own words; empty where it takes it.
std::string refusal(const Value& table) {
  std::vector<std::string_view> places;
  for (const auto place : kPlaces)
    if (table.find(place) != nullptr) places.push_back(place);
  const bool is_path_in_git = places.size() == 2 && places[0] == "git" && places[1] == "path";
  for (const auto& member : table.members) {
    const bool is_known = std::ranges::find(kPlaces, member.key) != std::end(kPlaces) ||
                          std::ranges::find(kOfAll, member.key) != std::end(kOfAll) ||
                          std::ranges::find(kOfPlaces, member.key, &OfPlaces::key) != std::end(kOfPlaces);
    if (!is_known) return fmt::format("unknown field `{}`", quoted_if_odd(member.key));
  }
  if (table.find("extra") != nullptr && table.find("group") != nullptr)
    return "cannot specify both `extra` and `group`";
  if (places.empty()) return "expected one of `git`, `url`, `path`, `index`, or `workspace`";
  if (places.size() > 1 && !is_path_in_git)
    return fmt::format("cannot specify both `{}` and `{}`", places[0], places[1]);
  for (const auto& [key, takes] : kOfPlaces)
    if (table.find(key) != nullptr && std::ranges::find(takes, places[0]) == takes.end())
      return fmt::format("cannot specify both `{}` and `{}`", places[0], key);
  const auto revisions = std::ranges::count_if(std::initializer_list<std::string_view>{"rev", "tag", "branch"},
                                               [&](std::string_view key) { return table.find(key) != nullptr; });
  if (revisions > 1) return "expected at most one of `rev`, `tag`, or `branch`";
  const auto* editable = table.find("editable");
  if (editable != nullptr && editable->scalar == "true" && is_false(table.find("package")))
    return "cannot specify both `editable = true` and `package = false`";
  return {};
}

std::string text_of(const Value& table, std::string_view key) {
  const auto* value = table.find(key);
  return value == nullptr ? "" : value->scalar;
}

// uv compares each source with the next one. That other markers overlap is for uv to tell.
std::string refusal_of_list(const Value& list) {
  if (list.items.empty()) return "Must provide at least one source";
  for (std::size_t i = 0; i + 1 < list.items.size(); ++i) {
    const auto &one = list.items[i], &next = list.items[i + 1];
    if (text_of(one, "extra") != text_of(next, "extra") || text_of(one, "group") != text_of(next, "group")) continue;
    const auto marker = text_of(one, "marker"), other = text_of(next, "marker");
    if (marker.empty() || other.empty())
      return "When multiple sources are provided, each source must include a platform marker";
    if (marker == other) return "Source markers must be disjoint";
  }
  return {};
}

void warn_of_refusal(const Member& entry, const std::string& words, const Spot& spot, Diagnostics& problems) {
  if (!words.empty())
    problems.warning(fmt::format("uv refuses the source of `{}`: {}", quoted_if_odd(entry.key), words), spot,
                     "`uv lock` fails until it is mended");
}

// What the requirements of the project can belong to; nothing where that is not known.
struct Parts {
  std::optional<std::set<std::string>> extras, groups;
};

Parts parts_of(const Value& document, Diagnostics& problems) {
  Parts parts;
  if (document.find("project") == nullptr) return parts;
  const auto add = [&](std::set<std::string>& names, const Value* table) {
    if (table != nullptr)
      for (const auto& member : table->members) names.insert(normalised_name(member.key));
  };
  bool is_dynamic = false;
  for_each_string(value_at(document, {"project", "dynamic"}), "project.dynamic", problems,
                  [&](const Value& name) { is_dynamic = is_dynamic || name.scalar == "optional-dependencies"; });
  if (!is_dynamic) add(parts.extras.emplace(), value_at(document, {"project", "optional-dependencies"}));
  add(parts.groups.emplace(), document.find("dependency-groups"));
  if (value_at(document, {"tool", "uv", "dev-dependencies"}) != nullptr) parts.groups->insert("dev");
  return parts;
}

std::string refusal_of_part(const Source& source, const std::string& name, const Parts& parts) {
  if (source.extra && source.group) return {};  // told already
  if (source.extra && parts.extras && !parts.extras->contains(*source.extra))
    return fmt::format("Source entry for `{}` only applies to extra `{}`, but the `{}` extra does not exist", name,
                       *source.extra, *source.extra);
  if (source.group && parts.groups && !parts.groups->contains(*source.group))
    return fmt::format("Source entry for `{}` only applies to dependency group `{}`, but the `{}` group does not exist",
                       name, *source.group, *source.group);
  return {};
}

// A table with two places names two: which one is meant nobody knows.
std::optional<Source> second_place(const Value& table, const Source& first) {
  const auto* path = table.find("path");
  const bool has_both = path != nullptr && table.find("workspace") != nullptr && table.find("git") == nullptr;
  if (!has_both || !path->is(ValueType::string)) return std::nullopt;
  auto second = first;
  second.kind = SourceKind::path;
  second.path = path->scalar;
  return second;
}

void add_source(const Member& entry, const Value& table, std::vector<Source>& sources, Diagnostics& problems) {
  Source source;
  source.spot = entry.spot;
  if (table.is(ValueType::map)) {
    source.extra = name_at(table, "extra");
    source.group = name_at(table, "group");
    read_kind(table, source, problems);
    warn_of_refusal(entry, refusal(table), entry.spot, problems);
    if (auto second = second_place(table, source)) sources.push_back(std::move(*second));
  } else {
    problems.warning(fmt::format("the source of `{}` is no table", entry.key), table.spot);
  }
  sources.push_back(std::move(source));
}

}  // namespace

std::map<std::string, std::vector<Source>> uv_sources(const Value& document, Diagnostics& problems) {
  std::map<std::string, std::vector<Source>> all;
  Diagnostics told_elsewhere;
  const auto parts = parts_of(document, told_elsewhere);
  for_each_member(value_at(document, {"tool", "uv", "sources"}), "tool.uv.sources", problems, [&](const Member& entry) {
    const auto name = normalised_name(entry.key);
    if (!is_package_name(entry.key)) problems.warning(fmt::format("`{}` is no package name", entry.key), entry.spot);
    if (all.contains(name)) problems.warning(fmt::format("`{}` has a source twice", name), entry.spot);
    auto& sources = all[name];
    if (entry.value.is(ValueType::list)) {
      warn_of_refusal(entry, refusal_of_list(entry.value), entry.spot, problems);
      for (const auto& table : entry.value.items) add_source(entry, table, sources, problems);
    } else {
      add_source(entry, entry.value, sources, problems);
    }
    for (const auto& source : sources)
      warn_of_refusal(entry, refusal_of_part(source, name, parts), entry.spot, problems);
  });
  return all;
}

}  // namespace monoci
