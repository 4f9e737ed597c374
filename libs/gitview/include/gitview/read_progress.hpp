#pragma once

#include <atomic>
#include <cstdint>

namespace gitview {

// What the process is reading just now, for a watchdog and a crash handler: what is damaged can make libgit2 1.5 crash,
// or go round for ever. Plain memory, safe to read in a signal handler.
struct ReadProgress {
  // 40 hexadecimal digits and a NUL; empty when nothing is being read; forty zeros while libgit2 resolves a revision
  // and does not tell which objects it reads. Another thread trusts it only while `reads` stands still.
  char object[41] = {};
  std::atomic<std::uint64_t> reads = 0;  // grows when a read starts and when it ends
};

const ReadProgress& read_progress();

}  // namespace gitview
