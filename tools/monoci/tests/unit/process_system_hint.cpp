// What is said to do where the system refuses.
#include <gtest/gtest.h>

#include <cerrno>

#include "process/system_hint.hpp"

namespace monoci::process_system_hint_test {
namespace {

TEST(SystemHint, IsThereForEveryError) {
  for (int error = 0; error < 140; ++error) EXPECT_FALSE(system_hint(error).empty()) << error;
  EXPECT_NE(system_hint(EACCES), system_hint(ENOSPC));
  EXPECT_NE(system_hint(ENOENT), system_hint(EIO));
}

}  // namespace
}  // namespace monoci::process_system_hint_test
