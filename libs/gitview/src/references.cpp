#include "references.hpp"

#include <algorithm>

#include "hex.hpp"
#include "regular_file.hpp"

namespace gitview {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kIdDigits = 2 * Oid::size;
constexpr std::size_t kMaxLoose = std::size_t{1} << 20;   // FETCH_HEAD has a line for each branch
constexpr std::size_t kMaxPacked = std::size_t{1} << 28;  // two million references
constexpr int kMaxSymbolicDepth = 5;                      // as git's

Failure damaged_reference(std::string what, const std::string& where) {
  return {FailureKind::damaged_object, std::move(what), where, "write it anew with `git update-ref`, or fetch again"};
}

bool is_space(char character) { return character == ' ' || (character >= '\t' && character <= '\r'); }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::optional<References::Target> parse_loose(std::string_view text) {
  constexpr std::string_view kSymbolic = "ref:";
  if (text.starts_with(kSymbolic)) {
    const auto target = RefName::parse(trimmed(text.substr(kSymbolic.size())));
    return target ? std::optional<References::Target>(*target) : std::nullopt;
  }
  const auto oid = Oid::parse(text.substr(0, kIdDigits));
  if (!oid || oid->is_zero() || (text.size() > kIdDigits && !is_space(text[kIdDigits]))) return std::nullopt;
  return *oid;
}

// In a linked worktree these are its own; all others are shared.
bool is_per_worktree(std::string_view name) {
  return !name.starts_with("refs/") || name.starts_with("refs/bisect/") || name.starts_with("refs/worktree/") ||
         name.starts_with("refs/rewritten/");
}

bool begins_with_id(std::string_view line) {
  return line.size() >= kIdDigits &&
         std::ranges::all_of(line.substr(0, kIdDigits), [](char digit) { return hex_value(digit) >= 0; });
}

// "ID NAME" with a name that git allows (a damaged one would be no reference, without a word), or "^ID" for what an
// annotated tag above leads to, or a comment.
bool is_packed_line(std::string_view line) {
  if (line.starts_with('#')) return true;
  if (line.starts_with('^')) return line.size() == kIdDigits + 1 && begins_with_id(line.substr(1));
  return line.size() > kIdDigits + 1 && line.find(' ') == kIdDigits && line.rfind(' ') == kIdDigits &&
         begins_with_id(line) && RefName::parse(line.substr(kIdDigits + 1));
}

std::optional<Failure> check_packed(std::string_view text, const fs::path& file) {
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    ++number;
    if (end == std::string_view::npos || !is_packed_line(text.substr(0, end))) {
      return damaged_reference("packed-refs is damaged", file.string() + ":" + std::to_string(number));
    }
    text.remove_prefix(end + 1);
  }
  return std::nullopt;
}

}  // namespace

fs::path References::file_of(const RefName& name) const {
  return (is_per_worktree(name.str()) ? git_directory_ : common_directory_) / name.str();
}

Result<std::optional<References::Target>> References::read_loose(const RefName& name) const {
  const fs::path file = file_of(name);
  std::error_code ignored;
  if (fs::is_symlink(file, ignored)) {  // how symbolic references were once written
    const auto target = RefName::parse(fs::read_symlink(file, ignored).string());
    if (target && *target != name) return Target(*target);
  }
  const auto text = read_regular_file(file, kMaxLoose);
  if (!text) return std::unexpected(text.error());
  if (!*text) return std::nullopt;
  auto target = parse_loose(**text);
  if (!target) {
    return std::unexpected(
        damaged_reference((*text)->empty() ? "reference is an empty file" : "reference is damaged", name.str()));
  }
  return target;
}

Result<std::optional<References::Target>> References::read_packed(const RefName& name) {
  if (!packed_) {
    const fs::path file = common_directory_ / "packed-refs";
    auto text = read_regular_file(file, kMaxPacked);
    if (!text) return std::unexpected(std::move(text.error()));
    std::string lines = std::move(*text).value_or("");
    if (auto failure = check_packed(lines, file)) return std::unexpected(std::move(*failure));
    packed_ = std::move(lines);
  }
  const std::string wanted = " " + name.str() + "\n";
  std::optional<Target> found;
  for (std::size_t at = packed_->find(wanted); at != std::string::npos; at = packed_->find(wanted, at + 1)) {
    const bool is_line = at == kIdDigits || (at > kIdDigits && (*packed_)[at - kIdDigits - 1] == '\n');
    if (!is_line) continue;  // a comment
    const auto oid = Oid::parse(std::string_view(*packed_).substr(at - kIdDigits, kIdDigits));
    if (found || !oid || oid->is_zero())
      return std::unexpected(damaged_reference("packed-refs is damaged", name.str()));
    found = *oid;
  }
  return found;
}

Result<std::optional<References::Target>> References::read(const RefName& name) {
  auto loose = read_loose(name);
  if (!loose || *loose || !name.str().starts_with("refs/")) return loose;
  return read_packed(name);
}

Result<std::optional<Oid>> References::resolve(const RefName& name) {
  RefName at = name;
  for (int depth = 0; depth <= kMaxSymbolicDepth; ++depth) {
    const auto target = read(at);
    if (!target) return std::unexpected(target.error());
    if (!*target) return std::nullopt;
    if (const Oid* oid = std::get_if<Oid>(&**target)) return *oid;
    at = std::get<RefName>(**target);
  }
  return std::unexpected(damaged_reference("symbolic references lead round in a circle", name.str()));
}

}  // namespace gitview
