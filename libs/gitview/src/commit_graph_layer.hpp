// One commit-graph file (gitformat-commit-graph(5), version 1, SHA-1): where its chunks lie, and bounds-checked access.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "gitview/oid.hpp"
#include "mapped_file.hpp"

namespace gitview {

// A commit's row. Parents are positions: over all layers of a chain, lowest layer first.
struct GraphRow {
  Oid tree;
  std::int64_t time = 0;
  std::uint32_t first_parent = 0, second_parent = 0;
  std::uint32_t generation = 0;
};

class CommitGraphLayer {
 public:
  static constexpr std::uint32_t kNoParent = 0x70000000;
  static constexpr std::uint32_t kMoreParents = 0x80000000;  // in second_parent: the rest indexes the EDGE list

  // Nothing when the file is absent, of another version or not what its tables say. `lower_layers` is what a file of a
  // chain says of itself: how many stand below it.
  static std::optional<CommitGraphLayer> open(const std::filesystem::path& path, std::size_t lower_layers);

  std::uint32_t size() const { return size_; }
  std::optional<std::uint32_t> position_of(const Oid& commit) const;  // within this layer
  Oid oid_at(std::uint32_t position) const;                           // position < size()
  GraphRow row_at(std::uint32_t position) const;                      // position < size()
  std::optional<std::uint32_t> edge_at(std::uint32_t index) const;    // an entry of the EDGE list

 private:
  struct Chunks {
    std::span<const std::uint8_t> fanout, oids, rows, edges;
  };
  CommitGraphLayer(MappedFile file, Chunks chunks, std::uint32_t size)
      : file_(std::move(file)), chunks_(chunks), size_(size) {}
  static std::optional<Chunks> find_chunks(std::span<const std::uint8_t> file);

  MappedFile file_;
  Chunks chunks_;  // views into file_
  std::uint32_t size_;
};

}  // namespace gitview
