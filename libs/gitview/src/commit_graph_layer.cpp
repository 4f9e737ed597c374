#include "commit_graph_layer.hpp"

#include <cstring>

#include "sha1.hpp"

namespace gitview {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kHeaderSize = 8;
constexpr std::size_t kTableRowSize = 12;  // a four-letter id and an offset of eight bytes
constexpr std::size_t kChecksumSize = 20;
constexpr std::size_t kFanoutSize = std::size_t{256} * 4;
constexpr std::size_t kRowSize = Oid::size + 16;

std::uint32_t number32(const std::uint8_t* at) {
  return std::uint32_t{at[0]} << 24 | std::uint32_t{at[1]} << 16 | std::uint32_t{at[2]} << 8 | at[3];
}

std::uint64_t number64(const std::uint8_t* at) { return std::uint64_t{number32(at)} << 32 | number32(at + 4); }

constexpr std::uint32_t chunk_id(const char (&name)[5]) {
  std::uint32_t id = 0;
  for (int i = 0; i < 4; ++i) id = id << 8 | static_cast<std::uint8_t>(name[i]);
  return id;
}

bool has_known_header(Bytes file, std::size_t lower_layers) {
  constexpr std::uint8_t kStart[] = {'C', 'G', 'P', 'H', 1 /* version */, 1 /* SHA-1 */};
  if (file.size() < kHeaderSize + kTableRowSize + kChecksumSize) return false;
  return std::memcmp(file.data(), kStart, sizeof kStart) == 0 && file[7] == lower_layers;
}

bool has_its_checksum(Bytes file) {
  return sha1_of(file.first(file.size() - kChecksumSize)) == Oid(file.last(kChecksumSize).data());
}

}  // namespace

std::optional<CommitGraphLayer> CommitGraphLayer::open(const std::filesystem::path& path, std::size_t lower_layers) {
  auto file = MappedFile::open(path);
  if (!file || !has_known_header(file->bytes(), lower_layers)) return std::nullopt;
  const auto chunks = find_chunks(file->bytes());
  if (!chunks || chunks->fanout.size() < kFanoutSize || !has_its_checksum(file->bytes())) return std::nullopt;
  const std::size_t size = number32(chunks->fanout.data() + kFanoutSize - 4);
  if (chunks->oids.size() < size * Oid::size || chunks->rows.size() < size * kRowSize) return std::nullopt;
  return CommitGraphLayer(std::move(*file), *chunks, static_cast<std::uint32_t>(size));
}

// The table of contents ends with a row of id 0, whose offset ends the last chunk. Chunks that are not known are what
// libgit2 1.5 stumbles over; they are passed by.
std::optional<CommitGraphLayer::Chunks> CommitGraphLayer::find_chunks(Bytes file) {
  const std::size_t count = file[6];
  const std::size_t table_end = kHeaderSize + (count + 1) * kTableRowSize;
  const std::size_t content_end = file.size() - kChecksumSize;
  if (table_end > content_end) return std::nullopt;
  Chunks chunks;
  for (const std::uint8_t* row = file.data() + kHeaderSize; row != file.data() + table_end - kTableRowSize;
       row += kTableRowSize) {
    const std::uint64_t begin = number64(row + 4);
    const std::uint64_t end = number64(row + kTableRowSize + 4);
    if (begin < table_end || begin > end || end > content_end) return std::nullopt;
    const Bytes content = file.subspan(begin, end - begin);
    switch (number32(row)) {
      case chunk_id("OIDF"):
        chunks.fanout = content;
        break;
      case chunk_id("OIDL"):
        chunks.oids = content;
        break;
      case chunk_id("CDAT"):
        chunks.rows = content;
        break;
      case chunk_id("EDGE"):
        chunks.edges = content;
        break;
      default:
        break;
    }
  }
  return chunks;
}

std::optional<std::uint32_t> CommitGraphLayer::position_of(const Oid& commit) const {
  const std::size_t first = commit.data()[0];
  std::uint32_t low = first == 0 ? 0 : number32(chunks_.fanout.data() + (first - 1) * 4);
  std::uint32_t high = number32(chunks_.fanout.data() + first * 4);
  if (high > size_) return std::nullopt;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    const int order = std::memcmp(chunks_.oids.data() + std::size_t{middle} * Oid::size, commit.data(), Oid::size);
    if (order == 0) return middle;
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return std::nullopt;
}

Oid CommitGraphLayer::oid_at(std::uint32_t position) const {
  return Oid(chunks_.oids.data() + std::size_t{position} * Oid::size);
}

GraphRow CommitGraphLayer::row_at(std::uint32_t position) const {
  constexpr std::uint64_t kTimeBits = (std::uint64_t{1} << 34) - 1;  // the rest is the generation number
  constexpr int kGenerationShift = 2;
  const std::uint8_t* row = chunks_.rows.data() + std::size_t{position} * kRowSize;
  const std::uint8_t* numbers = row + Oid::size;
  return {.tree = Oid(row),
          .time = static_cast<std::int64_t>(number64(numbers + 8) & kTimeBits),
          .first_parent = number32(numbers),
          .second_parent = number32(numbers + 4),
          .generation = number32(numbers + 8) >> kGenerationShift};
}

std::optional<std::uint32_t> CommitGraphLayer::edge_at(std::uint32_t index) const {
  if (index >= chunks_.edges.size() / 4) return std::nullopt;
  return number32(chunks_.edges.data() + std::size_t{index} * 4);
}

}  // namespace gitview
