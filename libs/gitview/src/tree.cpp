#include "gitview/tree.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <limits>

namespace gitview {
namespace {

constexpr std::uint32_t kTypeMask = 0170000;
constexpr std::uint32_t kFile = 0100000;
constexpr std::uint32_t kDirectory = 0040000;
constexpr std::uint32_t kLink = 0120000;
constexpr std::uint32_t kGitlink = 0160000;
constexpr std::uint32_t kAnyExecutable = 0100;
constexpr std::size_t kScannedSize = 4096;  // bytes: below it, a hundred entries are as soon scanned as indexed
constexpr std::size_t kMaxModeDigits = 7;   // "0100644": old tools padded with a zero

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

bool is_directory(const RawEntry& entry) { return (entry.mode & kTypeMask) == kDirectory; }

// git's order: a directory stands where its name with a '/' behind it would. Below 0, 0 or above.
int compare(std::string_view one, char after_one, std::string_view other, char after_other) {
  const std::size_t common = std::min(one.size(), other.size());
  if (const int order = std::memcmp(one.data(), other.data(), common); order != 0) return order;
  const auto next = [common](std::string_view name, char after) {
    return static_cast<unsigned char>(common < name.size() ? name[common] : after);
  };
  return next(one, after_one) - next(other, after_other);
}

char after(const RawEntry& entry) { return is_directory(entry) ? '/' : '\0'; }

bool in_order(const RawEntry& one, const RawEntry& other) {
  return one.name != other.name && compare(one.name, after(one), other.name, after(other)) < 0;
}

// A file and a directory of one name need not stand side by side: "a", "a-b", "a/" is in order. Files wait here as long
// as a directory of their name may still come, which is as long as what comes begins with their name.
class NamesOnce {
 public:
  bool take(const RawEntry& entry) {
    while (!waiting_.empty() && !entry.name.starts_with(waiting_.back())) waiting_.pop_back();
    if (!last_file_.empty() && entry.name.starts_with(last_file_)) waiting_.push_back(last_file_);
    last_file_ = is_directory(entry) ? std::string_view() : entry.name;
    return waiting_.empty() || !is_directory(entry) || std::ranges::find(waiting_, entry.name) == waiting_.end();
  }

 private:
  std::string_view last_file_;             // joins those that wait only if the next name begins with it
  std::vector<std::string_view> waiting_;  // each begins with the one before
};

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
  NamesOnce names;
  while (!rest.empty()) {
    if (!has_whole_entry(rest)) return damaged_tree("ends inside an entry", oid);
    const RawEntry entry = decode(rest);
    if (is_hostile(entry.name)) return hostile(entry.name, oid);
    if (!is_known_type(entry.mode)) return damaged_tree("has an entry of unknown mode", oid);
    if ((previous.oid != nullptr && !in_order(previous, entry)) || !names.take(entry))
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
  Tree tree(std::move(raw));
  if (tree.raw_.size() >= kScannedSize && tree.raw_.size() <= std::numeric_limits<std::uint32_t>::max()) {
    for (std::string_view rest = tree.raw_; !rest.empty(); decode(rest))
      tree.offsets_.push_back(static_cast<std::uint32_t>(tree.raw_.size() - rest.size()));
  }
  return tree;
}

// Over the raw bytes: only the entry that is found is decoded whole.
std::optional<TreeEntry> Tree::find(std::string_view name, std::size_t* looked_at) const {
  std::size_t ignored = 0;
  std::size_t& count = looked_at == nullptr ? ignored : *looked_at;
  if (offsets_.empty()) {
    for (std::string_view rest = raw_; !rest.empty(); ++count) {
      const RawEntry entry = decode(rest);
      if (entry.name == name) return whole(entry);
    }
    return std::nullopt;
  }
  for (const char wanted : {'\0', '/'}) {  // as a file, as a directory: they stand at different places
    const auto at = std::ranges::partition_point(offsets_, [&](std::uint32_t offset) {
      ++count;
      std::string_view rest = std::string_view(raw_).substr(offset);
      const RawEntry entry = decode(rest);
      return compare(entry.name, after(entry), name, wanted) < 0;
    });
    if (at == offsets_.end()) continue;
    std::string_view rest = std::string_view(raw_).substr(*at);
    if (const RawEntry entry = decode(rest); entry.name == name) return whole(entry);
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
