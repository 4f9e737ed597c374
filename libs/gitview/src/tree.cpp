#include "gitview/tree.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>

namespace gitview {
namespace {

constexpr std::uint32_t kTypeMask = 0170000;
constexpr std::uint32_t kFile = 0100000;
constexpr std::uint32_t kDirectory = 0040000;
constexpr std::uint32_t kLink = 0120000;
constexpr std::uint32_t kGitlink = 0160000;
constexpr std::uint32_t kAnyExecutable = 0100;
constexpr std::size_t kMaxModeDigits = 7;  // "0100644": old tools padded with a zero

std::uint32_t canonical(std::uint32_t mode) {
  const std::uint32_t type = mode & kTypeMask;
  if (type != kFile) return type;
  return (mode & kAnyExecutable) != 0 ? 0100755 : 0100644;
}

bool is_known_type(std::uint32_t mode) {
  const std::uint32_t type = mode & kTypeMask;
  return type == kFile || type == kDirectory || type == kLink || type == kGitlink;
}

bool is_dot_git(std::string_view name) {
  constexpr std::string_view kDotGit = ".git";
  return std::ranges::equal(name, kDotGit, [](unsigned char a, char b) { return std::tolower(a) == b; });
}

bool is_hostile(std::string_view name) {
  if (name.empty() || name.contains('/')) return true;
  return name.front() == '.' && (name == "." || name == ".." || is_dot_git(name));
}

struct RawEntry {
  std::uint32_t mode = 0;
  std::string_view name;
  const char* oid = nullptr;
};

// Decodes the entry at the start of `rest`, which has been checked. Bounds are the checker's business.
RawEntry decode(std::string_view& rest) {
  RawEntry entry;
  const char* at = rest.data();
  for (; *at != ' '; ++at) entry.mode = entry.mode * 8 + static_cast<std::uint32_t>(*at - '0');
  entry.name = std::string_view(++at);
  entry.oid = entry.name.data() + entry.name.size() + 1;
  rest.remove_prefix(static_cast<std::size_t>(entry.oid + Oid::size - rest.data()));
  return entry;
}

TreeEntry whole(const RawEntry& entry) {
  return {entry.name, canonical(entry.mode), Oid(reinterpret_cast<const std::uint8_t*>(entry.oid))};
}

// "MODE NAME\0" and 20 bytes: whether `rest` starts with them, so that decode() stays inside.
bool has_whole_entry(std::string_view rest) {
  const std::size_t space = rest.substr(0, kMaxModeDigits + 1).find(' ');
  if (space == std::string_view::npos || space == 0) return false;
  if (!std::ranges::all_of(rest.substr(0, space), [](char digit) { return digit >= '0' && digit <= '7'; }))
    return false;
  const std::size_t end = rest.find('\0', space);
  return end != std::string_view::npos && rest.size() - end > Oid::size;
}

// git's order. Two entries of one name compare equal even if one is a directory: that too is damage.
bool in_order(const RawEntry& one, const RawEntry& other) {
  const std::size_t common = std::min(one.name.size(), other.name.size());
  if (const int order = std::memcmp(one.name.data(), other.name.data(), common); order != 0) return order < 0;
  if (one.name.size() == other.name.size()) return false;
  const auto next = [common](const RawEntry& entry) {
    if (common < entry.name.size()) return static_cast<unsigned char>(entry.name[common]);
    return static_cast<unsigned char>((entry.mode & kTypeMask) == kDirectory ? '/' : '\0');
  };
  return next(one) < next(other);
}

Failure damaged_tree(std::string_view what, const Oid& oid) {
  return {FailureKind::damaged_object, "tree " + std::string(what), oid.hex(), "run `git fsck`"};
}

Failure hostile(std::string_view name, const Oid& oid) {
  // A name with '/' may hold any byte, and this text goes to terminals.
  const std::string shown = name.contains('/') ? "with a '/'" : '"' + std::string(name) + '"';
  return {FailureKind::hostile_name, "tree has an entry that is no file name: " + shown, oid.hex(),
          "git would not check this out; `git fsck` finds the commit that brought it"};
}

std::optional<Failure> check(std::string_view rest, const Oid& oid) {
  RawEntry previous;
  while (!rest.empty()) {
    if (!has_whole_entry(rest)) return damaged_tree("ends inside an entry", oid);
    const RawEntry entry = decode(rest);
    if (is_hostile(entry.name)) return hostile(entry.name, oid);
    if (!is_known_type(entry.mode)) return damaged_tree("has an entry of unknown mode", oid);
    if (previous.oid != nullptr && !in_order(previous, entry))
      return damaged_tree("is not sorted or names a file twice", oid);
    previous = entry;
  }
  return std::nullopt;
}

}  // namespace

EntryKind TreeEntry::kind() const {
  switch (mode & kTypeMask) {
    case kDirectory:
      return EntryKind::directory;
    case kLink:
      return EntryKind::link;
    case kGitlink:
      return EntryKind::gitlink;
    default:
      return EntryKind::file;
  }
}

Result<Tree> Tree::parse(std::string raw, const Oid& oid) {
  if (auto failure = check(raw, oid)) return std::unexpected(std::move(*failure));
  return Tree(std::move(raw));
}

// Over the raw bytes: only the entry that is found is decoded whole.
std::optional<TreeEntry> Tree::find(std::string_view name) const {
  for (std::string_view rest = raw_; !rest.empty();) {
    const RawEntry entry = decode(rest);
    if (entry.name == name) return whole(entry);
  }
  return std::nullopt;
}

Tree::Iterator& Tree::Iterator::operator++() {
  if (rest_.empty()) {
    entry_.name = {};
    return *this;
  }
  const RawEntry raw = decode(rest_);
  entry_ = whole(raw);
  return *this;
}

}  // namespace gitview
