# shellcheck shell=bash
# `./dev format` and `./dev lint`.

dev_format() {
  make_environment
  install_clang_format
  if [ "${1:-}" = --check ]; then
    clang_format . --dry-run -Werror
    uv_run ruff format --check
  else
    clang_format . -i
    uv_run ruff format
  fi
}

dev_lint() {
  local code=0 project
  install_packages shellcheck "${cpp_test_packages[@]}"
  install_python_tools clang-tidy==23.1.4
  make_environment
  # Each source on its own, as clang-tidy looks at it: not in the lots that are built.
  configure dev -B build/lint -DCMAKE_UNITY_BUILD=OFF
  say "building without lots: each source includes what it needs"
  cmake --build build/lint --target monoci || code=1
  lint_with_clang || code=1
  shellcheck -x dev .ci/run tools/dev/hook tools/dev/types tools/monoci/tests/static/run \
    tools/monoci/tests/static/installed || code=1
  uv_run ruff check || code=1
  for project in $(python_projects); do
    environment_of "$project" --all-extras
    in_environment_at "$project" mypy || code=1
  done
  say "clang-tidy over every source"
  .tools/python/bin/run-clang-tidy.py -clang-tidy-binary .tools/python/bin/clang-tidy -p build/lint -quiet \
    -j "$(nproc)" -warnings-as-errors='*' "$PWD/(libs|tools)/" || code=1
  return "$code"
}

# A second compiler: it refuses what the first lets pass.
lint_with_clang() {
  install_packages clang-19
  CC=clang-19 CXX=clang++-19 configure dev -B build/clang -DBUILD_TESTING=OFF || return
  say "building with clang"
  cmake --build build/clang --target monoci
}

install_clang_format() { install_python_tools clang-format==23.1.5; }

# clang_format DIRECTORY OPTION...; the templates of `monoci new` are C++ once their placeholders are replaced.
clang_format() {
  git ls-files -z --cached --others --exclude-standard "$1/*.cpp" "$1/*.hpp" ':(exclude)templates/new' |
    xargs -0 .tools/python/bin/clang-format "${@:2}"
}
