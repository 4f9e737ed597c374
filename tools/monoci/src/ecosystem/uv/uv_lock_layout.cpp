#include "ecosystem/uv/uv_lock_layout.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <string_view>
#include <utility>

#include "document/toml_document.hpp"
#include "ecosystem/uv/python_names.hpp"

namespace monoci {

namespace {

constexpr char kPackage[] = "[[package]]\n";
constexpr int kDeepestValue = 8;            // uv writes three levels
constexpr std::size_t kMostKeys = 12;       // of one inline table; uv writes seven
constexpr std::size_t kLongestNumber = 18;  // fits into 64 bits

// How many lines end in a text that has no byte that needs a second thought: no escape, no control character, nothing
// outside of ASCII. Counted in bytes and without a way out, so that compilers look at many at a time.
std::optional<int> lines_of_plain(std::string_view text) {
  constexpr std::size_t kMostInByte = 255;
  unsigned char odd = 0;
  int lines = 0;
  while (!text.empty()) {
    unsigned char ends = 0;
    const auto part = text.substr(0, kMostInByte);
    for (const char letter : part) {
      const auto byte = static_cast<unsigned char>(letter);
      const bool ends_line = byte == '\n';
      ends = static_cast<unsigned char>(ends + ends_line);
      odd |= static_cast<unsigned char>(((byte < 0x20) & !ends_line) | (byte > 0x7e) | (byte == '\\'));
    }
    lines += ends;
    text.remove_prefix(part.size());
  }
  return odd == 0 ? std::optional(lines) : std::nullopt;
}

bool is_of_key(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         letter == '-' || letter == '_';
}

bool is_normalised(std::string_view name) {
  char before = '-';
  for (const char letter : name) {
    if (letter == '-' ? before == '-' : (letter < 'a' || letter > 'z') && (letter < '0' || letter > '9')) return false;
    before = letter;
  }
  return before != '-';
}

// The keys of one inline table: a second one of a name is a fault.
class Keys {
 public:
  bool add(std::string_view key) {
    const std::span known(keys_.data(), count_);
    if (count_ == kMostKeys || std::ranges::find(known, key) != known.end()) return false;
    keys_[count_++] = key;
    return true;
  }

 private:
  std::array<std::string_view, kMostKeys> keys_;
  std::size_t count_ = 0;
};

// Each function reads what it is called after, and moves behind it. It returns false where something else stands there:
// then the whole text is given up.
class LayoutReader {
 public:
  // `line`: where it begins.
  LayoutReader(const SourceText& source, std::size_t begin, int line)
      : rest_(std::string_view(source.text).substr(begin)), file_(source.file), line_(line) {}

  // Up to the end of the text, which is in line `last`: then no string holds the end of a line.
  bool packages(int last) {
    while (!rest_.empty())
      if (!package() || lock.packages.size() > kMostLockedPackages || requirements_ > kMostLockedRequirements)
        return false;
    return line_ == last;
  }

  Lock lock;

 private:
  // A literal: its size is known to the compiler, which then compares without a call.
  template <std::size_t Size>
  bool take(const char (&what)[Size]) {
    if (rest_.size() < Size - 1 || std::memcmp(rest_.data(), what, Size - 1) != 0) return false;
    rest_.remove_prefix(Size - 1);
    return true;
  }

  // For words that end a line.
  template <std::size_t Size>
  bool take_line(const char (&what)[Size]) {
    if (!take(what)) return false;
    ++line_;
    return true;
  }

  std::string_view take_while(const auto& is_one) {
    std::size_t size = 0;
    while (size < rest_.size() && is_one(rest_[size])) ++size;
    const auto taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  void blank_lines() {
    while (take_line("\n")) {
    }
  }

  bool string(std::string_view& text) {
    if (!take("\"")) return false;
    const auto size = rest_.find('"');
    if (size == std::string_view::npos) return false;
    text = rest_.substr(0, size);
    rest_.remove_prefix(size + 1);
    return true;
  }

  bool key(std::string_view& name) {
    name = take_while(is_of_key);
    return !name.empty() && take(" = ");
  }

  bool number() {
    const auto digits = take_while([](char letter) { return letter >= '0' && letter <= '9'; });
    return !digits.empty() && digits.size() <= kLongestNumber && (digits.size() == 1 || digits.front() != '0') &&
           (rest_.starts_with(',') || rest_.starts_with(' ') || rest_.starts_with('\n'));
  }

  // Any value that uv writes, and that nobody asks for.
  bool value(int depth = 0) {
    if (depth == kDeepestValue) return false;
    std::string_view text;
    if (rest_.starts_with('"')) return string(text);
    if (rest_.starts_with('[')) return list([&] { return value(depth + 1); });
    if (rest_.starts_with('{')) return table([&](std::string_view) { return value(depth + 1); });
    return number() || take("true") || take("false");
  }

  // In one line, or each item in a line of its own.
  bool list(const auto& item) {
    if (take("[]")) return true;
    if (!take("[")) return false;
    if (!take_line("\n")) {
      do {
        if (!item()) return false;
      } while (take(", "));
      return take("]");
    }
    while (take("    "))
      if (!item() || !take_line(",\n")) return false;
    return take("]");
  }

  bool table(const auto& member) {
    if (!take("{ ")) return false;
    Keys keys;
    do {
      std::string_view name;
      if (!key(name) || !keys.add(name) || !member(name)) return false;
    } while (take(", "));
    return take(" }");
  }

  bool text(LockText& text) {
    std::string_view read;
    if (!string(read)) return false;
    text = lock.text(read);
    return true;
  }

  bool name(LockText& name) {
    std::string_view read;
    if (!string(read)) return false;
    name = named(read);
    return true;
  }

  LockText named(std::string_view name) {
    return is_normalised(name) ? lock.text(name) : lock.text(normalised_name(name));
  }

  // `path`: of a local package, as in LockedPackage.
  bool source(LockText& source, LockText& path) {
    const auto begin = rest_;
    std::vector<std::pair<std::string_view, std::string_view>> members;
    const bool is_read = table([&](std::string_view key) { return string(members.emplace_back(key, "").second); });
    if (!is_read) return false;
    const auto written = begin.substr(0, begin.size() - rest_.size());
    if (written != last_source_.written) last_source_ = {written, of(std::move(members)), path_};
    source = last_source_.text;
    path = last_source_.path;
    return true;
  }

  // A source as the other reader tells it: keys in the order of their names.
  LockText of(std::vector<std::pair<std::string_view, std::string_view>> members) {
    std::ranges::sort(members);
    path_ = nullptr;
    std::string all;
    for (const auto& [key, text] : members) {
      all.append(key).append("=").append(key == "git" ? at_commit(text) : std::string(text)).append("\n");
    }
    for (const std::string_view local : {"editable", "directory", "virtual"}) {
      const auto found = std::ranges::find(members, local, &std::pair<std::string_view, std::string_view>::first);
      if (found == members.end()) continue;
      path_ = lock.text(found->second);
      break;
    }
    return lock.text(all);
  }

  bool requirement(std::vector<LockedRequirement>& requirements) {
    LockedRequirement read;
    read.spot = {file_, line_, 5};
    LockText path = nullptr;
    const bool is_read = table([&](std::string_view key) {
      if (key == "name") return name(read.name);
      if (key == "version") return text(read.version);
      if (key == "source") return source(read.source, path);
      if (key == "marker") return text(read.marker);
      if (key == "extra") return list([&] { return name(read.extras.emplace_back()); });
      return value();
    });
    if (!is_read || read.name == nullptr) return false;
    requirements.push_back(std::move(read));
    ++requirements_;
    return true;
  }

  // Behind `key = `: each in a line of its own.
  bool requirements(LockedPackage& package, Holder holder, LockText name) {
    LockedTable table{holder, name, {}};
    if (!rest_.starts_with("[\n") && !rest_.starts_with("[]")) return false;
    if (!list([&] { return requirement(table.requirements); }) || !take_line("\n")) return false;
    if (!table.requirements.empty()) package.tables.push_back(std::move(table));
    return true;
  }

  // In the order that uv writes, which most of a lock is.
  bool usual_archive(std::vector<ArchiveMark>& archives) {
    std::string_view url, hash, time;
    if (!take("{ url = ") || !string(url) || !take(", hash = ") || !string(hash)) return false;
    if (take(", size = ") && !number()) return false;
    if (take(", upload-time = ") && !string(time)) return false;
    if (!take(" }")) return false;
    archives.push_back(archive_mark(hash));
    return true;
  }

  bool archive(std::vector<ArchiveMark>& archives) {
    const auto begin = rest_;
    if (usual_archive(archives)) return true;
    rest_ = begin;
    std::string_view marks[std::size(kMarksOfArchives)];
    const bool is_read = table([&](std::string_view key) {
      const auto* known = std::ranges::find(kMarksOfArchives, key);
      return known == std::end(kMarksOfArchives) ? value() : string(marks[known - std::begin(kMarksOfArchives)]);
    });
    if (!is_read) return false;
    const auto* mark = std::ranges::find_if(marks, [](std::string_view each) { return each.data() != nullptr; });
    if (mark != std::end(marks)) archives.push_back(archive_mark(*mark));
    return true;
  }

  // The lines of a table, up to the next header. uv sorts the keys.
  bool members(const auto& member) {
    std::string_view before;
    while (!rest_.empty() && !rest_.starts_with('[') && !rest_.starts_with('\n')) {
      std::string_view name;
      if (!key(name) || name <= before || !member(name)) return false;
      before = name;
    }
    blank_lines();
    return true;
  }

  bool tables(LockedPackage& package, Holder holder) {
    return members([&](std::string_view key) { return requirements(package, holder, named(key)); });
  }

  bool skipped() { return value() && take_line("\n"); }

  // The lines of a table that stand in the order of uv, which may get new ones.
  bool fields(const auto& field) {
    Keys keys;
    while (!rest_.empty() && !rest_.starts_with('[') && !rest_.starts_with('\n')) {
      std::string_view name;
      if (!key(name) || !keys.add(name) || !field(name)) return false;
    }
    blank_lines();
    return true;
  }

  bool package() {
    LockedPackage package;
    const auto field = [&](std::string_view key) {
      if (key == "name") {
        package.spot = {file_, line_, 8};
        return name(package.name) && take_line("\n");
      }
      if (key == "version") return text(package.version) && take_line("\n");
      if (key == "source") return source(package.source, package.path) && take_line("\n");
      if (key == "dependencies") return requirements(package, Holder::dependencies, nullptr);
      if (key == "sdist") return archive(package.archives) && take_line("\n");
      if (key == "wheels") return list([&] { return archive(package.archives); }) && take_line("\n");
      return !is_header(key) && skipped();
    };
    const auto skip = [&](std::string_view key) { return !is_header(key) && skipped(); };
    if (!take_line(kPackage) || !fields(field) || package.name == nullptr) return false;
    if (take_line("[package.optional-dependencies]\n") && !tables(package, Holder::extra)) return false;
    if (take_line("[package.dev-dependencies]\n") && !tables(package, Holder::group)) return false;
    if (take_line("[package.metadata]\n") && !fields(skip)) return false;
    if (take_line("[package.metadata.requires-dev]\n") && !members([&](std::string_view) { return skipped(); }))
      return false;
    package.sort_archives();
    lock.packages.push_back(std::move(package));
    return true;
  }

  // As a key, each would stand twice when its header follows.
  static bool is_header(std::string_view key) {
    return key == "optional-dependencies" || key == "dev-dependencies" || key == "metadata" || key == "requires-dev";
  }

  struct Source {
    std::string_view written;
    LockText text = nullptr, path = nullptr;
  };

  std::string_view rest_;
  FileName file_;
  int line_;
  std::size_t requirements_ = 0;
  Source last_source_;  // packages that follow one another mostly have one
  LockText path_ = nullptr;
};

// What stands before the packages is little: a reader of TOML looks at it.
std::optional<Value> known_head(const SourceText& source, std::size_t size) {
  Diagnostics problems;
  auto head = read_toml({source.file, source.text.substr(0, size)}, problems);
  if (!head || head->find("package") != nullptr) return std::nullopt;
  const auto* version = head->find("version");
  return version != nullptr && version->scalar == "1" ? std::move(head) : std::nullopt;
}

}  // namespace

std::optional<Lock> read_uv_lock_layout(const SourceText& source) {
  const std::string_view text = source.text;
  const auto before = text.find(std::string("\n").append(kPackage));
  if (before == std::string_view::npos || !text.ends_with('\n') || text.size() > kLargestStreamedToml)
    return std::nullopt;
  const auto begin = before + 1;
  const auto lines_above = lines_of_plain(text.substr(0, begin)), lines = lines_of_plain(text.substr(begin));
  if (!lines_above || !lines) return std::nullopt;
  const auto head = known_head(source, begin);
  if (!head) return std::nullopt;
  LayoutReader reader(source, begin, 1 + *lines_above);
  if (!reader.packages(1 + *lines_above + *lines)) return std::nullopt;
  return with_root_groups(std::move(reader.lock), *head);
}

}  // namespace monoci
