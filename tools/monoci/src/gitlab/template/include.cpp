#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "gitlab/template/template_parts.hpp"

namespace monoci {

namespace {

constexpr std::array<std::string_view, 5> kWhere = {"local", "project", "remote", "template", "component"};
constexpr std::array<std::string_view, 2> kOtherProjectKeys = {"file", "ref"};
constexpr std::array<std::string_view, 3> kHow = {"inputs", "rules", "integrity"};

constexpr std::size_t kMostItems = 1000;  // GitLab: 150, unless an administrator says otherwise

void check_literal(const Value& value, std::string_view key, Diagnostics& problems) {
  for (const auto& item : value.items) check_literal(item, key, problems);
  if (!value.scalar.contains('$')) return;
  const auto what = fmt::format("`{}` has a variable in it", quoted_if_odd(value.scalar));
  constexpr auto kHint = "GitLab does not expand variables in an `include` of a generated pipeline: write the value";
  if (key == "local")
    problems.error(what, value.spot, kHint);
  else
    problems.warning(what, value.spot, kHint);
}

void check_source(const Value& value, const std::string& name, std::string_view key, Diagnostics& problems) {
  if (key == "file")
    read_one_or_more(value, name, problems);
  else
    read_text(value, name, problems);
  check_literal(value, key, problems);
}

void check_map(const Value& item, Diagnostics& problems) {
  Fields fields(item, "include", problems);
  std::size_t sources = 0;
  for (const auto key : kWhere) {
    const auto* value = fields.find(key);
    if (!value) continue;
    ++sources;
    check_source(*value, fields.name_of(key), key, problems);
  }
  for (const auto key : kOtherProjectKeys)
    if (const auto* value = fields.find(key)) check_source(*value, fields.name_of(key), key, problems);
  for (const auto key : kHow) fields.find(key);
  fields.refuse_others();
  if (sources != 1)
    problems.error("an item of `include` must say once where it comes from", item.spot,
                   fmt::format("with one of `{}`", fmt::join(kWhere, "`, `")));
  if (item.find("project") && !item.find("file"))
    problems.error("an `include` of another project names no `file`", item.spot,
                   "write `{project: group/name, ref: main, file: path.yml}`");
}

void check_item(const Value& item, Diagnostics& problems) {
  if (item.is(ValueType::string))
    check_source(item, "include", "local", problems);
  else
    check_map(item, problems);
}

}  // namespace

std::vector<Value> read_include(const Value& include, Diagnostics& problems) {
  auto items = include.is(ValueType::list) ? include.items : std::vector{include};
  if (items.size() > kMostItems) {
    problems.error(fmt::format("`include` has {} items", items.size()), include.spot,
                   fmt::format("monoci takes {}", kMostItems));
    return {};
  }
  for (const auto& item : items) check_item(item, problems);
  return items;
}

}  // namespace monoci
