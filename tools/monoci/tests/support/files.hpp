#pragma once

#include <map>
#include <string>
#include <string_view>

#include "tree/memory_tree.hpp"

namespace monoci {

// What stands at a path of a tree that a test writes down.
struct Content {
  EntryType type = EntryType::file;  // `directory`: nothing stands there
  std::string text;

  Content() = default;
  Content(const char* file_text) : text(file_text) {}
  Content(std::string file_text) : text(std::move(file_text)) {}
  Content(EntryType of, std::string with) : type(of), text(std::move(with)) {}
  auto operator<=>(const Content&) const = default;
};

inline Content link(std::string target) { return {EntryType::link, std::move(target)}; }
inline Content submodule(std::string commit) { return {EntryType::submodule, std::move(commit)}; }
inline Content gone() { return {EntryType::directory, {}}; }

// Files{{"libs/a/x.py", "text"}, {"libs/a/l", link("../b")}, {"vendor/sub", submodule("1")}}
using Files = std::map<std::string, Content>;

// `files` with `changes` laid over; `gone()` takes a file away.
Files with(Files files, const Files& changes);

MemoryTree tree_of(const Files& files);

inline RepoPath at(std::string_view text) { return RepoPath::parse(text).value(); }

}  // namespace monoci
