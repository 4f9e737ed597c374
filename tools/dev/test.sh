# shellcheck shell=bash
# `./dev test`: suites that each add to the tally, so that one failure hides no other. SUITE=DIRECTORY narrows one.

dev_test() {
  local suite suites=("$@")
  [ $# -gt 0 ] || suites=(format cpp sanitize static reference python packaging pipeline)
  for suite in "${suites[@]%%=*}"; do
    declare -F "test_$suite" >/dev/null || give_up "no test suite '$suite'"
  done
  mkdir -p build/results
  for suite in "${suites[@]}"; do
    run_suite "${suite%%=*}" "${suite#"${suite%%=*}"}"
  done
  sum_up
}

# run_suite NAME [=DIRECTORY]: inside, `set -e` is off: a step that fails makes a later one fail, and the run goes on.
run_suite() {
  local name=$1 directory=${2#=}
  say "suite: $name${directory:+ of $directory}"
  "test_$name" ${directory:+"$directory"} || count_failure "the suite $name"
}

test_format() {
  make_environment
  install_clang_format
  check "the layout of the C++ sources" clang_format "${1:-.}" --dry-run -Werror
  check "the layout of the Python sources" uv_run ruff format --check "${1:-.}"
}

test_cpp() { run_ctest dev "$@"; }

test_sanitize() { run_ctest sanitize "$@"; }

# run_ctest PRESET [DIRECTORY]: the tests of the whole C++ side, or of one project of it.
run_ctest() {
  local preset=$1 directory=${2:-} results="$PWD/build/results/$1.xml" code=0
  install_packages "${cpp_test_packages[@]}"
  install_uv # the reading of workspaces is held against the real uv
  rm -f "$results"
  build "$preset" "${directory:+$directory/}all" &&
    ctest --test-dir "build/$preset/$directory" --parallel "$(nproc)" --output-on-failure --output-junit "$results" ||
    code=$?
  count_junit "C++ tests, preset $preset" "$results" "$code"
}

test_static() {
  has_built release || return 0
  check "the release binary in an empty chroot" as_root tools/monoci/tests/static/run build/release/monoci
}

# The second, independent reading of the rules.
test_reference() {
  make_environment
  has_built dev || return 0
  check "the reference's answers on random histories" \
    uv_run python tools/monoci/tests/reference/compare.py build/dev/monoci --synthetic 20
}

test_python() {
  make_environment
  check "ruff" uv_run ruff check
  check "types" uv_run mypy
  run_pytest "the Python workspace" python libs pipelines services
}

# Links to shared code, packed by the real build back ends.
test_packaging() {
  make_environment
  has_built dev || return 0
  run_pytest "linked code in built packages" packaging tools/monoci/tests/packaging
}

test_pipeline() {
  install_gitlab_ci_local
  install_clang_format # of what `monoci new` makes; so are the packages that C++ tests need
  install_packages shellcheck "${cpp_test_packages[@]}"
  make_environment
  has_built dev || return 0
  run_pytest "pipelines run for real" pipeline tools/monoci/tests/pipeline
}

# has_built PRESET: a build that fails is a failed test.
has_built() {
  build "$1" monoci && return
  count_failure "the build of $1"
  return 1
}

# run_pytest WHAT NAME DIRECTORY...
run_pytest() {
  local what=$1 results=build/results/$2.xml code=0
  shift 2
  rm -f "$results"
  uv_run pytest --junitxml="$results" "$@" || code=$?
  count_junit "$what" "$results" "$code"
}
