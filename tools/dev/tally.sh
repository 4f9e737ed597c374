# shellcheck shell=bash
# What the suites add up to.

passed=0 failed=0 skipped=0 broken=()

# check WHAT COMMAND...: one test that is a program's exit code.
check() {
  if quietly "$@"; then
    passed=$((passed + 1))
  else
    count_failure "$1"
  fi
}

count_failure() {
  failed=$((failed + 1))
  broken+=("$1")
}

# count_junit WHAT FILE EXIT_CODE: the totals that GoogleTest or pytest wrote; a run that wrote none is one failure.
count_junit() {
  local what=$1 file=$2 code=$3 tests failures misses
  tests=$(junit_total tests "$file")
  failures=$(($(junit_total failures "$file") + $(junit_total errors "$file")))
  misses=$(($(junit_total skipped "$file") + $(junit_total disabled "$file")))
  if [ "$failures" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$tests" -eq 0 ]; }; then
    failures=1 tests=$((tests + 1))
  fi
  passed=$((passed + tests - failures - misses)) failed=$((failed + failures)) skipped=$((skipped + misses))
  [ "$failures" -eq 0 ] || broken+=("$what")
}

# An attribute, added up over the suites of the file; 0 where there is none.
junit_total() {
  tr '\n' ' ' 2>/dev/null <"$2" | grep -o '<testsuite [^>]*>' | grep -oP "\b$1=\"\K[0-9]+" |
    { local sum=0 number && while read -r number; do sum=$((sum + number)); done && echo "$sum"; }
}

sum_up() {
  local item
  for item in "${broken[@]}"; do
    say "failed: $item"
  done
  [ "$skipped" -eq 0 ] || say "$skipped skipped; their output says why"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
