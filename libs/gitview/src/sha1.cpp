#include "sha1.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace gitview {
namespace {

using State = std::array<std::uint32_t, 5>;
constexpr std::size_t kBlockSize = 64;

std::uint32_t big_endian(const std::uint8_t* at) {
  return std::uint32_t{at[0]} << 24 | std::uint32_t{at[1]} << 16 | std::uint32_t{at[2]} << 8 | at[3];
}

// FIPS 180-4, section 6.1.2.
void hash_portably(State& state, const std::uint8_t* data, std::size_t blocks) {
  for (; blocks > 0; --blocks, data += kBlockSize) {
    std::array<std::uint32_t, 80> w;
    for (std::size_t i = 0; i < 16; ++i) w[i] = big_endian(data + 4 * i);
    for (std::size_t i = 16; i < 80; ++i) w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < 80; ++i) {
      const std::uint32_t mixed = i < 20   ? ((b & c) | (~b & d)) + 0x5a827999
                                  : i < 40 ? (b ^ c ^ d) + 0x6ed9eba1
                                  : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
                                           : (b ^ c ^ d) + 0xca62c1d6;
      const std::uint32_t next = std::rotl(a, 5) + mixed + e + w[i];
      e = d, d = c, c = std::rotl(b, 30), b = a, a = next;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
  }
}

#ifdef __x86_64__

// The same in steps of four rounds, by the instructions that processors have for it since 2017.
__attribute__((target("sha,sse4.1"))) void hash_by_instructions(State& state, const std::uint8_t* data,
                                                                std::size_t blocks) {
  const __m128i order = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);
  __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(state.data())), 0x1b);
  __m128i e = _mm_set_epi32(static_cast<int>(state[4]), 0, 0, 0);
  for (; blocks > 0; --blocks, data += kBlockSize) {
    const __m128i abcd_before = abcd, e_before = e;
    __m128i w[4];
    for (int i = 0; i < 4; ++i)
      w[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(data) + i), order);
    __m128i last = abcd;
#pragma GCC unroll 20
    for (int i = 0; i < 20; ++i) {
      __m128i& now = w[i % 4];
      const __m128i added = i == 0 ? _mm_add_epi32(e, now) : _mm_sha1nexte_epu32(last, now);
      last = abcd;
      if (i < 5)
        abcd = _mm_sha1rnds4_epu32(abcd, added, 0);
      else if (i < 10)
        abcd = _mm_sha1rnds4_epu32(abcd, added, 1);
      else if (i < 15)
        abcd = _mm_sha1rnds4_epu32(abcd, added, 2);
      else
        abcd = _mm_sha1rnds4_epu32(abcd, added, 3);
      const __m128i mixed = _mm_xor_si128(_mm_sha1msg1_epu32(now, w[(i + 1) % 4]), w[(i + 2) % 4]);
      now = _mm_sha1msg2_epu32(mixed, w[(i + 3) % 4]);
    }
    e = _mm_sha1nexte_epu32(last, e_before);
    abcd = _mm_add_epi32(abcd, abcd_before);
  }
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data()), _mm_shuffle_epi32(abcd, 0x1b));
  state[4] = static_cast<std::uint32_t>(_mm_extract_epi32(e, 3));
}

bool has_instructions() {
  constexpr unsigned kSha = 1U << 29;    // of ebx in leaf 7
  constexpr unsigned kSse41 = 1U << 19;  // of ecx in leaf 1
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & kSse41) == 0) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & kSha) != 0;
}

void hash_blocks(State& state, const std::uint8_t* data, std::size_t blocks) {
  static const bool fast = has_instructions();
  fast ? hash_by_instructions(state, data, blocks) : hash_portably(state, data, blocks);
}

#else

void hash_blocks(State& state, const std::uint8_t* data, std::size_t blocks) { hash_portably(state, data, blocks); }

#endif

}  // namespace

void Sha1::add(std::span<const std::uint8_t> bytes) {
  const std::size_t filled = length_ % kBlock;
  length_ += bytes.size();
  if (filled > 0) {
    const std::size_t taken = std::min(kBlock - filled, bytes.size());
    std::copy_n(bytes.data(), taken, waiting_.data() + filled);
    bytes = bytes.subspan(taken);
    if (filled + taken < kBlock) return;
    hash_blocks(state_, waiting_.data(), 1);
  }
  hash_blocks(state_, bytes.data(), bytes.size() / kBlock);
  const auto rest = bytes.last(bytes.size() % kBlock);
  std::ranges::copy(rest, waiting_.begin());
}

Oid Sha1::finish() {
  const std::uint64_t bits = length_ * 8;
  std::array<std::uint8_t, 2 * kBlock> end{0x80};
  const std::size_t filled = length_ % kBlock;
  const std::size_t padding = (filled < kBlock - 8 ? kBlock : 2 * kBlock) - filled;
  for (std::size_t i = 0; i < 8; ++i) end[padding - 1 - i] = static_cast<std::uint8_t>(bits >> (8 * i));
  add(std::span<const std::uint8_t>(end).first(padding));
  std::array<std::uint8_t, Oid::size> raw;
  for (std::size_t i = 0; i < raw.size(); ++i) raw[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
  return Oid(raw.data());
}

Oid sha1_of(std::span<const std::uint8_t> bytes) {
  Sha1 hash;
  hash.add(bytes);
  return hash.finish();
}

Oid object_name(std::string_view type, std::string_view content) {
  Sha1 hash;
  hash.add(std::string(type) + ' ' + std::to_string(content.size()) + std::string(1, '\0'));
  hash.add(content);
  return hash.finish();
}

}  // namespace gitview
