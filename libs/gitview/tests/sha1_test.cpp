#include "sha1.hpp"

#include <gtest/gtest.h>

#include "open_sandbox.hpp"

namespace gitview::sha1_test {
namespace {

TEST(Sha1, IsTheStandards) {  // FIPS 180, and the lengths around the end of a block
  const auto hex = [](std::string_view text) {
    Sha1 hash;
    hash.add(text);
    return hash.finish().hex();
  };
  EXPECT_EQ(hex(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  EXPECT_EQ(hex("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(hex(std::string(1'000'000, 'a')), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST(Sha1, NamesObjectsAsGitDoesWhateverTheirLength) {
  GitSandbox repo;
  for (const std::size_t length : {0U, 1U, 46U, 47U, 48U, 54U, 55U, 56U, 63U, 64U, 65U, 119U, 120U, 121U, 1000U}) {
    const std::string content(length, 'x');
    EXPECT_EQ(object_name("blob", content).hex(), repo.git("hash-object --stdin", content)) << length;
  }
}

TEST(Sha1, DoesNotDependOnTheWayItIsFed) {
  const std::string text(1000, 'q');
  Sha1 whole;
  whole.add(text);
  const Oid expected = whole.finish();
  for (const std::size_t step : {1U, 3U, 63U, 64U, 65U, 200U}) {
    Sha1 hash;
    for (std::size_t at = 0; at < text.size(); at += step) hash.add(std::string_view(text).substr(at, step));
    EXPECT_EQ(hash.finish(), expected) << step;
  }
}

}  // namespace
}  // namespace gitview::sha1_test
