#include "gitview/oid.hpp"

#include <gtest/gtest.h>

namespace gitview::oid_test {
namespace {

constexpr const char* kHex = "0123456789abcdef0123456789abcdef01234567";

TEST(Oid, ReadsAndWritesFortyDigits) {
  const auto oid = Oid::parse(kHex);
  ASSERT_TRUE(oid);
  EXPECT_EQ(oid->hex(), kHex);
  EXPECT_EQ(oid->short_hex(), "0123456789");
  EXPECT_FALSE(oid->is_zero());
}

TEST(Oid, ReadsUpperCase) { EXPECT_EQ(Oid::parse("0123456789ABCDEF0123456789ABCDEF01234567"), Oid::parse(kHex)); }

TEST(Oid, DefaultIsTheZeroId) { EXPECT_EQ(Oid().hex(), std::string(40, '0')); }

TEST(Oid, RefusesEverythingElse) {
  for (const std::string& text : {std::string(), std::string(39, 'a'), std::string(41, 'a'), std::string(64, 'a'),
                                  "g" + std::string(39, 'a'), std::string(39, 'a') + " "}) {
    EXPECT_FALSE(Oid::parse(text)) << text;
  }
}

TEST(Oid, OrdersByBytes) {
  const auto low = Oid::parse(std::string(40, '7'));
  const auto high = Oid::parse(std::string(40, '8'));
  EXPECT_LT(*low, *high);
}

}  // namespace
}  // namespace gitview::oid_test
