#include "read_mark.hpp"

#include "gitview/read_progress.hpp"
#include "hex.hpp"

namespace gitview {
namespace {

// The one mutable global here: a signal handler has nothing but globals to look at.
constinit ReadProgress progress;

}  // namespace

const ReadProgress& read_progress() { return progress; }

ReadMark::ReadMark(const Oid& oid) {
  write_hex(oid, std::span(progress.object).first<2 * Oid::size>());
  progress.reads.fetch_add(1, std::memory_order_release);
}

ReadMark::~ReadMark() {
  progress.object[0] = '\0';
  progress.reads.fetch_add(1, std::memory_order_release);
}

}  // namespace gitview
