#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace monoci_testing {

// A folder that shows one run with its exact output:
//
//   base/  head/   the tree of the first commit; files laid over it for the second (either may be missing)
//   work/          files laid over the second, not committed
//   deleted        paths that the second commit removes, one a line
//   cmd            the arguments, in one line; '…' keeps words together
//   env            NAME=value lines (optional); $BASE and $HEAD are the two commits
//   refs           references to make, "REF REVISION" lines (optional)
//   stdout stderr exit     what is expected; the last two only when not empty and not 0
//   FILE.expected          a file that the command writes to $OUT/FILE
//
// MONOCI_ACCEPT=1 takes the new output as expected.
struct GoldenCase {
  std::filesystem::path folder;
  std::string name() const { return folder.filename().string(); }
};

std::vector<GoldenCase> golden_cases();

struct GoldenOutput {
  std::string out, err;
  int exit_code = 0;
  std::vector<std::pair<std::string, std::string>> files;  // name and content, of $OUT
};

GoldenOutput run_case(const GoldenCase& golden);

}  // namespace monoci_testing
