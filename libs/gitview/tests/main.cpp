#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "gitview/library.hpp"
#include "gitview_testing/temporary_directory.hpp"

// Every test runs with a personal configuration that cannot be read: none may notice.
int main(int count, char** arguments) {
  testing::InitGoogleTest(&count, arguments);
  const gitview_testing::TemporaryDirectory home;
  std::ofstream(home.path() / ".gitconfig") << "[broken\n";
  setenv("HOME", home.path().c_str(), 1);
  const gitview::Library library;
  return RUN_ALL_TESTS();
}
