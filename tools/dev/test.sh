# shellcheck shell=bash
# `./dev test`: suites that each add to the tally, so that one failure hides no other. SUITE=DIRECTORY narrows one.

dev_test() {
  local suite suites=("$@")
  [ $# -gt 0 ] || suites=(format cpp sanitize static python pipeline)
  for suite in "${suites[@]%%=*}"; do
    declare -F "test_$suite" >/dev/null || give_up "no test suite '$suite'"
  done
  mkdir -p build/results
  for suite in "${suites[@]}"; do
    say "suite: $suite"
    directory=$([[ $suite != *=* ]] || echo "${suite#*=}")
    "test_${suite%%=*}" ${directory:+"$directory"}
  done
  sum_up
}

test_format() {
  make_environment
  install_clang_format
  check "the layout of the C++ sources" clang_format_all --dry-run -Werror
  check "the layout of the Python sources" uv_run ruff format --check
}

test_cpp() { run_ctest dev "$@"; }

test_sanitize() { run_ctest sanitize "$@"; }

# run_ctest PRESET [DIRECTORY]: the tests of the whole C++ side, or of one project of it.
run_ctest() {
  local preset=$1 directory=${2:-} results="$PWD/build/results/$1.xml" code=0
  install_packages "${cpp_test_packages[@]}"
  rm -f "$results"
  build "$preset" "${directory:+$directory/}all" &&
    ctest --test-dir "build/$preset/$directory" --parallel "$(nproc)" --output-on-failure --output-junit "$results" ||
    code=$?
  count_junit "C++ tests, preset $preset" "$results" "$code"
}

test_static() {
  if build release monoci; then
    check "the release binary in an empty chroot" as_root tools/monoci/tests/static/run build/release/monoci
  else
    count_junit "the release binary" /dev/null 1
  fi
}

test_python() {
  make_environment
  check "ruff" uv_run ruff check
  run_pytest "the Python workspace" python libs pipelines services
}

test_pipeline() {
  install_gitlab_ci_local
  make_environment
  if build dev monoci; then
    run_pytest "a pipeline run for real" pipeline tools/monoci/tests/pipeline
  else
    count_junit "a pipeline run for real" /dev/null 1
  fi
}

# run_pytest WHAT NAME DIRECTORY...
run_pytest() {
  local what=$1 results=build/results/$2.xml code=0
  shift 2
  rm -f "$results"
  uv_run pytest --junitxml="$results" "$@" || code=$?
  count_junit "$what" "$results" "$code"
}
