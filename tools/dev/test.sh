# shellcheck shell=bash
# `./dev test`: suites that each add to the tally, so that one failure hides no other. SUITE=DIRECTORY narrows one.

# `cpp` is not among them: `sanitize` runs the same tests. Where only that takes too long, `./dev test cpp` does.
default_suites=(format sanitize fuzz static reference definition python packaging pipeline)
real_servers=yes

dev_test() {
  local suite suites=()
  for suite; do
    if [ "$suite" = --quick ]; then real_servers=no; else suites+=("$suite"); fi
  done
  [ ${#suites[@]} -gt 0 ] || suites=("${default_suites[@]}")
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
  local name=$1 directory=${2#=} begin=$SECONDS
  say "suite: $name${directory:+ of $directory}"
  "test_$name" ${directory:+"$directory"} || count_failure "the suite $name"
  say "suite: $name took $((SECONDS - begin)) s"
}

test_format() {
  make_environment
  install_clang_format
  check "the layout of the C++ sources" clang_format "${1:-.}" --dry-run -Werror
  check "the layout of the Python sources" uv_run ruff format --check "${1:-.}"
}

test_cpp() { run_gtest dev "$@"; }

test_sanitize() { run_gtest sanitize "$@"; }

# run_gtest PRESET [DIRECTORY]: the tests of the whole C++ side, or of one project of it.
run_gtest() {
  local preset=$1 directory=${2:-.} program
  install_packages "${cpp_test_packages[@]}"
  install_uv # the reading of workspaces is held against the real uv
  if ! build "$preset" "$([ "$directory" = . ] || echo "$directory/")all"; then
    count_failure "the build of $preset"
    return
  fi
  for program in $(cd "build/$preset" && find "$directory" -name '*_tests' -type f -executable); do
    run_shards "$preset" "$program"
  done
}

# One process for each processor, each with its share of the tests: a process for each test, as ctest has them, takes
# minutes more. The output of a share is shown where it failed.
run_shards() {
  local place="build/$1/$(dirname "$2")" program shard shards results log pids=() code
  program=$(basename "$2")
  shards=$(nproc)
  results="$PWD/build/results/$1-$program"
  rm -f "$results"-*
  say "running $program of $1"
  for ((shard = 0; shard < shards; shard++)); do
    (cd "$place" && GTEST_TOTAL_SHARDS=$shards GTEST_SHARD_INDEX=$shard GTEST_BRIEF=1 RC_PARAMS="$(dice)" \
      exec "./$program" --gtest_output="xml:$results-$shard.xml") >"$results-$shard.log" 2>&1 &
    pids+=($!)
  done
  for ((shard = 0; shard < shards; shard++)); do
    code=0
    wait "${pids[shard]}" || code=$?
    [ "$code" -eq 0 ] || cat "$results-$shard.log" >&2
    count_junit "$program of $1, share $((shard + 1)) of $shards" "$results-$shard.xml" "$code"
  done
}

# The dice of property tests fall by the commit: others for each, the same wherever that one is tested.
dice() {
  local commit
  if [ -n "${RC_PARAMS:-}" ]; then
    echo "$RC_PARAMS"
  elif commit=$(git rev-parse HEAD 2>/dev/null); then
    echo "seed=$((16#${commit::8}))"
  fi
}

test_fuzz() { fuzz_each_reader 5; }

test_definition() { held_against_definition 10000; }

dev_definition() {
  held_against_definition "${1:-1000000}"
  sum_up
}

# held_against_definition N: says how the dice fell, and what they showed.
held_against_definition() {
  check "$1 random changes against the definition" against_definition "$1"
  grep -h "Using configuration\|OK, passed\|%" build/results/definition-*.log || true
}

# against_definition N: shares of N random changes, one for each processor, each with dice of its own. A difference prints
# the smallest change that shows it; what says how the dice fell is on top.
against_definition() {
  local program=build/release/tools/monoci/tests/monoci_definition shards share seed pids=() code=0
  shards=$(nproc)
  install_packages "${cpp_test_packages[@]}"
  mkdir -p build/results
  rm -f build/results/definition-*
  configure release -DBUILD_TESTING=ON && cmake --build build/release --target monoci_definition || return
  seed=$RANDOM
  [[ $(dice) =~ seed=([0-9]+) ]] && seed=${BASH_REMATCH[1]}
  for ((share = 0; share < shards; share++)); do
    RC_PARAMS="seed=$((seed + share)) max_success=$((($1 + shards - 1) / shards))" \
      "$program" >"build/results/definition-$share.log" 2>&1 &
    pids+=($!)
  done
  for ((share = 0; share < shards; share++)); do
    wait "${pids[share]}" || code=1
    grep -v "^$" "build/results/definition-$share.log" | tail -n "$([ $code = 0 ] && echo 12 || echo 2000)"
  done
  return $code
}

test_static() {
  has_built release || return 0
  check "the release binary in an empty chroot" as_root tools/monoci/tests/static/run build/release/monoci
  check "what cmake --install makes of it" tools/monoci/tests/static/installed build/release
}

# The second, independent reading of the rules.
test_reference() {
  make_environment
  has_built release || return 0
  check "the reference's answers on random histories" \
    uv_run python tools/monoci/tests/reference/compare.py build/release/monoci --synthetic 20
}

# Each project in an environment of its own; as many projects at a time as there are processors.
test_python() {
  local project suites=()
  make_environment
  has_built release || return 0 # what tells whether pages are behind, and what draws the project graph
  check "ruff" uv_run ruff check
  for project in $(python_projects); do
    [ "$real_servers" = no ] || [ ! -f "$project/apt.txt" ] || install_packages $(<"$project/apt.txt")
    if ! environment_of "$project" --all-extras; then
      count_failure "the environment of $project"
      continue
    fi
    suites+=("$project")
    [ ! -d "$project/dags" ] || ! environment_of_airflow "$project" || suites+=("$project:airflow")
  done
  in_parallel test_python_project "${suites[@]}"
  for project in "${suites[@]}"; do
    count_python_project "$project"
  done
  [ "$real_servers" = no ] || check "the demo" ./dev demo
}

# What Airflow is to run, under Airflow: in an environment of its own, because a pipeline must run without it.
environment_of_airflow() {
  ENVIRONMENT=airflow environment_of "$1" --group airflow && return
  count_failure "the environment of Airflow"
  return 1
}

# test_python_project PROJECT[:airflow]: types and tests, or what is marked as Airflow's. All results are files.
test_python_project() {
  local project=${1%:airflow} name=${1##*[/:]} marks="not airflow"
  local results="build/results/$name"
  rm -f "$results".*
  [ "$real_servers" = yes ] || marks="$marks and not server"
  if [ "$name" = airflow ]; then
    marks=airflow
  else
    in_environment_at "$project" mypy >"$results.types" 2>&1
    echo $? >"$results.types.status"
  fi
  in_environment "$name" pytest -m "$marks" --junitxml="$results.xml" "$project" >"$results.log" 2>&1
  echo $? >"$results.status"
}

count_python_project() {
  local project=${1%:airflow} name=${1##*[/:]} code
  local results="build/results/$name"
  code=$(cat "$results.status" 2>/dev/null || echo 1)
  [ ! -f "$results.types" ] || check "types in $project" passed_before "$results.types"
  if [ "$code" -eq 0 ]; then tail -n 1 "$results.log"; else cat "$results.log"; fi >&2
  count_junit "$1" "$results.xml" "$code"
}

# passed_before FILE: a program whose output and status were kept.
passed_before() {
  cat "$1"
  return "$(cat "$1.status")"
}

# in_parallel FUNCTION ARGUMENT...: a call for each argument, so many at a time as there are processors.
in_parallel() {
  local function=$1 argument running=0
  shift
  for argument; do
    if [ "$running" -ge "$(nproc)" ]; then
      wait -n || true
      running=$((running - 1))
    fi
    say "running $argument"
    "$function" "$argument" &
    running=$((running + 1))
  done
  wait
}

# Links to shared code, packed by the real build back ends.
test_packaging() {
  make_environment
  has_built release || return 0
  run_pytest "linked code in built packages" packaging uv_run pytest tools/monoci/tests/packaging
}

test_pipeline() {
  local project marks=()
  [ "$real_servers" = yes ] || marks=(-m "not server")
  install_gitlab_ci_local
  install_clang_format # of what `monoci new` makes; so are the packages that C++ tests need
  install_packages shellcheck make "${cpp_test_packages[@]}"
  make_environment
  for project in $(python_projects); do
    environment_of "$project" --all-extras # for the type check before a commit
  done
  has_built release || return 0
  run_pytest "pipelines run for real" pipeline uv_run pytest -n "$(nproc)" --dist loadfile --durations 15 "${marks[@]}" \
    tools/monoci/tests/pipeline
}

# has_built PRESET: a build that fails is a failed test.
has_built() {
  build "$1" monoci && export MONOCI_PROGRAM="$PWD/build/$1/monoci" && return
  count_failure "the build of $1"
  return 1
}

# run_pytest WHAT NAME COMMAND...: NAME is that of the file with the results.
run_pytest() {
  local what=$1 results=build/results/$2.xml code=0
  shift 2
  rm -f "$results"
  "$@" --junitxml="$results" || code=$?
  count_junit "$what" "$results" "$code"
}
