#include "base/spot.hpp"

#include <mutex>
#include <ostream>
#include <unordered_set>

namespace monoci {

namespace {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

// Nodes of a set stay where they are, so a name may be read without the lock. The set is never destroyed: spots in
// other static objects may outlive it.
const std::string* kept(std::string_view text) {
  static std::mutex guard;
  static auto& names = *new std::unordered_set<std::string, TextHash, std::equal_to<>>();
  const std::scoped_lock lock(guard);
  const auto known = names.find(text);
  return known != names.end() ? &*known : &*names.emplace(text).first;
}

const std::string* no_name() {
  static const std::string* const kEmpty = kept({});
  return kEmpty;
}

}  // namespace

FileName::FileName(std::string_view text) : text_(text.empty() ? no_name() : kept(text)) {}

std::ostream& operator<<(std::ostream& out, FileName name) { return out << name.str(); }

}  // namespace monoci
