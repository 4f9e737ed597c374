#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/quoted.hpp"
#include "base/trimmed.hpp"
#include "ecosystem/uv/uv.hpp"

namespace monoci {

namespace {

// A version as far as bounds of Python's go: major, minor, patch.
using PythonVersion = std::array<int, 3>;
constexpr PythonVersion kNoEnd = {1 << 20, 0, 0};

// What `requires-python` allows, from the first to before the second.
struct PythonRange {
  PythonVersion from = {}, before = kNoEnd;
};

struct ParsedVersion {
  PythonVersion version = {};
  std::size_t parts = 0;
};

std::optional<ParsedVersion> parse_version(std::string_view text) {
  ParsedVersion parsed;
  while (!text.empty() && parsed.parts < 3) {
    const auto end = std::min(text.find('.'), text.size());
    const auto part = text.substr(0, end);
    if (part == "*") return parsed;
    auto& number = parsed.version[parsed.parts];
    const auto [rest, fault] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (fault != std::errc() || rest != part.data() + part.size() || number > (1 << 16)) return {};
    ++parsed.parts;
    text = end == text.size() ? std::string_view() : text.substr(end + 1);
  }
  return parsed.parts > 0 ? std::optional(parsed) : std::nullopt;
}

PythonVersion next(PythonVersion version, std::size_t part) {
  ++version[part];
  for (auto behind = part + 1; behind < version.size(); ++behind) version[behind] = 0;
  return version;
}

bool narrow(std::string_view specifier, PythonRange& range) {
  const auto end = specifier.find_first_not_of("<>=!~");
  if (end == std::string_view::npos) return false;
  const auto what = specifier.substr(0, end);
  if (what == "!=") return true;
  const auto parsed = parse_version(trimmed(specifier.substr(end)));
  if (!parsed) return false;
  const auto& version = parsed->version;
  if (what == ">=" || what == ">" || what == "==" || what == "===" || what == "~=")
    range.from = std::max(range.from, version);
  if (what == "<") range.before = std::min(range.before, version);
  if (what == "<=" || what == "==" || what == "===")
    range.before = std::min(range.before, next(version, parsed->parts - 1));
  if (what == "~=") range.before = std::min(range.before, next(version, parsed->parts > 1 ? parsed->parts - 2 : 0));
  return true;
}

// Nothing where it cannot be read: what it allows is not known.
std::optional<PythonRange> allowed(std::string_view specifiers) {
  PythonRange range;
  while (!specifiers.empty()) {
    const auto end = std::min(specifiers.find(','), specifiers.size());
    const auto specifier = trimmed(specifiers.substr(0, end));
    if (!specifier.empty() && !narrow(specifier, range)) return {};
    specifiers = end == specifiers.size() ? std::string_view() : specifiers.substr(end + 1);
  }
  return range;
}

// uv takes one Python for the whole workspace.
void refuse_pythons(const std::vector<MemberManifest>& members, Diagnostics& problems) {
  struct Bound {
    PythonVersion version;
    const MemberManifest* member;
    const SpottedText* said;
  };
  std::optional<Bound> from, before;
  for (const auto& member : members) {
    const auto& said = member.manifest->language_versions;
    const auto range = said ? allowed(said->text) : std::nullopt;
    if (!range) continue;
    if (!from || range->from > from->version) from = {range->from, &member, &*said};
    if (!before || range->before < before->version) before = {range->before, &member, &*said};
  }
  if (!from || !before || from->version < before->version) return;
  const auto told = [](const Bound& bound) {
    return fmt::format("`{}` requires Python `{}`", quoted_if_odd(bound.member->directory.str()),
                       quoted_if_odd(bound.said->text));
  };
  problems.warning(fmt::format("{} and {}: uv finds none for the workspace", told(*before), told(*from)),
                   before->said->spot,
                   "uv locks all members for one `requires-python`, which all of theirs must allow");
}

// What uv misses in the sources of a requirement that names a member; nothing where it is content.
std::string_view missing_source(const Requirement& requirement, const Requirer& requirer) {
  const auto entries = uv_sources_of(requirement, requirer);
  if (entries.empty()) return requirement.direct ? "" : "is not in `tool.uv.sources`";
  const auto is_member = [](const Source* source) {
    return source->kind == SourceKind::member || source->kind == SourceKind::member_of;
  };
  return std::ranges::any_of(entries, is_member) ? "" : "is taken from elsewhere by `tool.uv.sources`";
}

}  // namespace

void uv_refused_members(const std::vector<MemberManifest>& members, const RepoPath& root, const Manifest* root_manifest,
                        Diagnostics& problems) {
  refuse_pythons(members, problems);
  for (const auto& member : members)
    for (const auto& refused : members.size() > 1 ? member.manifest->refused : std::vector<SpottedText>())
      problems.warning(fmt::format("the project `{}` {}", quoted_if_odd(member.directory.str()), refused.text),
                       refused.spot, "uv refuses the manifest, and with it the whole workspace");
  std::set<std::string_view> names;
  for (const auto& member : members)
    if (const auto& name = member.manifest->name) names.insert(*name);
  for (const auto& member : members) {
    std::set<std::string_view> told;
    for (const auto& requirement : member.manifest->requirements) {
      if (requirement.holder == Holder::build || requirement.name == member.manifest->name) continue;
      if (!names.contains(requirement.name) || told.contains(requirement.name)) continue;
      const auto wrong = missing_source(requirement, {member.directory, *member.manifest, root, root_manifest});
      if (wrong.empty()) continue;
      told.insert(requirement.name);
      problems.warning(fmt::format("`{}` is a member of the workspace and {}", requirement.name, wrong),
                       requirement.spot,
                       fmt::format("uv refuses that: write `{} = {{ workspace = true }}` there", requirement.name));
    }
  }
}

}  // namespace monoci
