#pragma once

namespace monoci {

// What the program's exit status means (DESIGN: exit codes). No other number is returned.
enum ExitCode : int {
  kDone = 0,           // also when nothing is affected
  kFailed = 1,         // the request failed: bad input, a missing commit, --strict with missing evidence
  kWrongUsage = 2,     // the command line makes no sense
  kFoundProblems = 3,  // a check found something
  kBug = 70,           // monoci itself is wrong
};

}  // namespace monoci
