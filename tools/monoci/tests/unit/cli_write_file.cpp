#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/write_file.hpp"
#include "gitview_testing/temporary_directory.hpp"
#include "process/interruption.hpp"
#include "support/disk_files.hpp"

namespace monoci::cli_write_file_test {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::Pair;

// In a process of its own, which ends with 0 unless a signal ends it.
int status_of_writing(const std::filesystem::path& file, std::string_view content, int signal_number) {
  const pid_t child = fork();
  if (child == 0) {
    if (signal_number != 0) signal(signal_number, SIG_DFL);  // a shell's `&` ignores some of them
    const Interruption from_the_start;
    if (signal_number != 0) raise(signal_number);
    _exit(write_file(file, content) ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  return status;
}

TEST(WrittenFile, IsReplacedAsAWholeAndNothingStaysBesideIt) {
  const gitview_testing::TemporaryDirectory directory;
  const auto file = directory.path() / "out.yml";
  ASSERT_EQ(status_of_writing(file, "old", 0), 0);
  EXPECT_THAT(monoci_testing::disk_files(directory.path()), ElementsAre(Pair("out.yml", EndsWith("old"))));
  for (const int signal_number : {SIGINT, SIGTERM, SIGHUP}) {
    const int status = status_of_writing(file, "new", signal_number);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == signal_number) << status;
    EXPECT_THAT(monoci_testing::disk_files(directory.path()), ElementsAre(Pair("out.yml", EndsWith("old"))))
        << signal_number;
  }
  ASSERT_EQ(status_of_writing(file, "new", 0), 0);
  EXPECT_THAT(monoci_testing::disk_files(directory.path()), ElementsAre(Pair("out.yml", EndsWith("new"))));
}

}  // namespace
}  // namespace monoci::cli_write_file_test
