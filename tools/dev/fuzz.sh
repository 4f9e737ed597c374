# shellcheck shell=bash
# `./dev fuzz`: tools/monoci/fuzz with the sanitizers, one process for each reader.

dev_fuzz() {
  fuzz_each_reader "${1:-60}" || count_failure "the fuzz targets"
  sum_up
}

# fuzz_each_reader SECONDS: two at a time; what a reader stumbled over stays in build/fuzz/READER.input.
fuzz_each_reader() {
  local seconds=$1 program=build/sanitize/tools/monoci/fuzz/monoci_fuzz target
  install_packages "${cpp_test_packages[@]}"
  build sanitize monoci_fuzz || return
  mkdir -p build/fuzz
  rm -f build/fuzz/*.status
  "$program" | xargs -P 2 -I{} bash -c \
    '"$0" "$1" "$2" tools/monoci/fuzz/seeds build/fuzz >"build/fuzz/$1.log" 2>&1; echo $? >"build/fuzz/$1.status"' \
    "$program" {} "$seconds"
  for target in $("$program"); do
    check "$target: its log is build/fuzz/$target.log, its input build/fuzz/$target.input" fuzzed_before "$target"
  done
}

# fuzzed_before TARGET: whether its run, whose output and status were kept, found nothing. An input that ended it is
# printed, too, because nobody has the disk of a CI job: `base64 -d | gunzip` gives it back.
fuzzed_before() {
  cat "build/fuzz/$1.log"
  [ ! -f "build/fuzz/$1.input" ] || gzip -9 <"build/fuzz/$1.input" | base64
  return "$(cat "build/fuzz/$1.status" 2>/dev/null || echo 1)"
}
