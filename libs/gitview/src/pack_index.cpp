// gitformat-pack(5), "pack-*.idx files" and "multi-pack-index".
#include <algorithm>
#include <cstring>
#include <set>
#include <string>

#include "faults_before_opening.hpp"
#include "mapped_file.hpp"
#include "regular_file.hpp"
#include "sha1.hpp"

namespace gitview {
namespace {

namespace fs = std::filesystem;
using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kHeader2 = 8, kFanout = std::size_t{256} * 4, kTrailer = std::size_t{2} * Oid::size;
constexpr std::uint64_t kPackHeader = 12;
constexpr std::uint32_t kLarge = 0x80000000;  // of an offset: the rest is a position in the table of long ones

std::uint32_t word_at(Bytes bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 | std::uint32_t{bytes[at + 2]} << 8 |
         bytes[at + 3];
}

// How many objects there are; nothing where the numbers go down.
std::optional<std::size_t> count_of(Bytes fanout) {
  std::uint32_t last = 0;
  for (std::size_t at = 0; at < kFanout; at += 4) {
    const std::uint32_t now = word_at(fanout, at);
    if (now < last) return std::nullopt;
    last = now;
  }
  return last;
}

struct PackEnd {  // objects lie from behind its header to here
  std::uint64_t offset;
  bool holds(std::uint64_t at) const { return at >= kPackHeader && at < offset; }
};

bool is_sound_version_1(Bytes index, PackEnd end) {
  constexpr std::size_t kRow = 4 + Oid::size;
  if (index.size() < kFanout + kTrailer) return false;
  const auto count = count_of(index);
  if (!count || index.size() != kFanout + *count * kRow + kTrailer) return false;
  for (std::size_t at = kFanout; at < kFanout + *count * kRow; at += kRow)
    if (!end.holds(word_at(index, at))) return false;
  return true;
}

bool is_sound_version_2(Bytes index, PackEnd end) {
  constexpr std::size_t kShort = 4, kLong = 8;
  if (index.size() < kHeader2 + kFanout + kTrailer || word_at(index, 4) != 2) return false;
  const auto count = count_of(index.subspan(kHeader2));
  if (!count) return false;
  const std::size_t offsets = kHeader2 + kFanout + *count * (Oid::size + kShort);
  const std::size_t long_ones = offsets + *count * kShort;
  if (index.size() < long_ones + kTrailer || (index.size() - long_ones - kTrailer) % kLong != 0) return false;
  // An object's offset is long where others lie before it, so that one at least is short.
  const std::size_t long_count = (index.size() - long_ones - kTrailer) / kLong;
  if (long_count > 0 && long_count >= *count) return false;
  for (std::size_t at = offsets; at < long_ones; at += kShort) {
    std::uint64_t offset = word_at(index, at);
    if (offset & kLarge) {
      const std::size_t position = offset & (kLarge - 1);
      if (position >= long_count) return false;
      const std::size_t place = long_ones + position * kLong;
      offset = std::uint64_t{word_at(index, place)} << 32 | word_at(index, place + 4);
    }
    if (!end.holds(offset)) return false;
  }
  return true;
}

bool is_sound(Bytes index, PackEnd end) {
  constexpr std::uint8_t kSecondVersion[] = {0xff, 't', 'O', 'c'};
  const bool second = index.size() > 4 && std::memcmp(index.data(), kSecondVersion, 4) == 0;
  return second ? is_sound_version_2(index, end) : is_sound_version_1(index, end);
}

Failure damaged_index(const fs::path& index, const std::string& hint) {
  return {FailureKind::damaged_object, "pack index is damaged", index.string(), hint};
}

// Without its pack an index is not read.
std::optional<Failure> check_index(const fs::path& index) {
  const fs::path pack = fs::path(index).replace_extension(".pack");
  std::error_code error;
  const auto size = fs::file_size(pack, error);
  if (error) return std::nullopt;
  const auto file = MappedFile::open(index);
  const std::uint64_t end = size < Oid::size ? 0 : size - Oid::size;
  if (file && is_sound(file->bytes(), {end})) return std::nullopt;
  if (!file && !fs::exists(index, error)) return std::nullopt;  // `git gc` was quicker
  return damaged_index(index, "remove it and run `git index-pack " + pack.string() + "`, or clone again");
}

// It is small beside its packs, and its tables are many: its checksum tells.
std::optional<Failure> check_multi_pack_index(const fs::path& index) {
  std::error_code error;
  if (!fs::exists(index, error)) return std::nullopt;
  const auto file = MappedFile::open(index);
  if (file && file->bytes().size() > Oid::size) {
    const Bytes bytes = file->bytes();
    if (sha1_of(bytes.first(bytes.size() - Oid::size)) == Oid(bytes.last(Oid::size).data())) return std::nullopt;
  }
  return damaged_index(index, "remove it: it repeats what the indexes of the packs say");
}

std::optional<Failure> check_directory(const fs::path& packs) {
  std::error_code error;
  for (fs::directory_iterator entry(packs, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() != ".idx") continue;
    if (auto failure = check_index(entry->path())) return failure;
  }
  return check_multi_pack_index(packs / "multi-pack-index");
}

// What info/alternates names, a directory a line.
Result<std::vector<fs::path>> alternates_of(const fs::path& objects) {
  constexpr std::size_t kMost = std::size_t{1} << 20;
  const auto text = read_regular_file(objects / "info/alternates", kMost);
  if (!text) return std::unexpected(text.error());
  std::vector<fs::path> directories;
  for (std::string_view rest = *text ? std::string_view(**text) : std::string_view(); !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!line.empty() && !line.starts_with('#')) directories.push_back(objects / line);
  }
  return directories;
}

}  // namespace

Result<std::vector<fs::path>> sound_object_directories(const fs::path& objects, std::vector<fs::path> elsewhere) {
  std::set<fs::path> seen;  // alternates may name each other
  std::vector<fs::path> directories;
  std::vector<fs::path> waiting = std::move(elsewhere);
  waiting.push_back(objects);
  while (!waiting.empty()) {
    fs::path directory = std::move(waiting.back());
    waiting.pop_back();
    std::error_code error;
    if (const auto real = fs::canonical(directory, error); error || !seen.insert(real).second) continue;
    if (auto failure = check_directory(directory / "pack")) return std::unexpected(std::move(*failure));
    auto alternates = alternates_of(directory);
    if (!alternates) return std::unexpected(std::move(alternates.error()));
    waiting.insert(waiting.end(), alternates->begin(), alternates->end());
    directories.push_back(std::move(directory));
  }
  return directories;
}

}  // namespace gitview
