// lock_readers READER UV_LOCK: how many MB (10^6 bytes) of a lock a reader takes in a second of CPU time. READER is
// `layout` (uv's own layout), `toml` (ours of any TOML, which builds no tree of the packages) or `toml++` (the
// library). One reader a process: what one leaves on the heap slows the next.

#include <fmt/format.h>
#include <toml++/toml.h>

#include <ctime>
#include <fstream>
#include <iterator>
#include <string_view>

#include "ecosystem/uv/uv_lock_layout.hpp"

namespace {

constexpr int kTurns = 20;

struct Reader {
  std::string_view name;
  bool (*read)(const monoci::SourceText& lock);
};

constexpr Reader kReaders[] = {
    {"layout", [](const monoci::SourceText& lock) { return read_uv_lock_layout(lock).has_value(); }},
    {"toml", [](const monoci::SourceText& lock) { return read_uv_lock_toml(lock).has_value(); }},
    {"toml++", [](const monoci::SourceText& lock) { return !toml::parse(lock.text).empty(); }},
};

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 2;
  std::ifstream file(words[2], std::ios::binary);
  const monoci::SourceText lock{words[2], {std::istreambuf_iterator<char>(file), {}}};
  for (const auto& [name, read] : kReaders) {
    if (name != words[1]) continue;
    const auto begin = std::clock();
    for (int turn = 0; turn < kTurns; ++turn)
      if (!read(lock)) return 1;  // it has another layout
    const auto seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    fmt::print("{:.1f}\n", static_cast<double>(lock.text.size()) * kTurns / 1e6 / seconds);
    return 0;
  }
  return 2;
}
