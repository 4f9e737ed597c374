#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "document/document.hpp"
#include "ecosystem/lock.hpp"

namespace monoci {

// More than ten times what the largest locks have: a text of 64 MiB can hold more than fits in memory.
inline constexpr std::size_t kMostLockedPackages = 100'000, kMostLockedRequirements = 500'000;

// Which keys of an archive tell it from others: the first of them that is there.
inline constexpr std::string_view kMarksOfArchives[] = {"hash", "url", "path", "filename"};

// A source of git as a lock writes it, by what is installed: `URL?subdirectory=a&tag=v1#COMMIT` without the branch, tag
// or rev that led to the commit.
std::string at_commit(std::string_view git_source);

// A uv.lock in the layout that uv itself writes (`Lock::to_toml` in astral-sh/uv): one pass over the bytes, no tree.
// Nothing for a text that has another layout, or a fault: then a reader of TOML has to look at it. What both can read,
// both read alike.
std::optional<Lock> read_uv_lock_layout(const SourceText& source);

// The same lock by the grammar of TOML, whatever its layout; or why it says nothing.
Result<Lock> read_uv_lock_toml(const SourceText& source);

// The lock with the groups of a root that is no package, which stand before the packages.
Lock with_root_groups(Lock lock, const Value& head);

}  // namespace monoci
