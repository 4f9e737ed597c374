# shellcheck shell=bash
# The C++ side, through the presets of CMakePresets.json.

dev_build() {
  local preset=${1:-dev}
  build "$preset" monoci
  say "built build/$preset/monoci"
}

# build PRESET TARGET
build() {
  configure "$1" || return
  say "building $1: $2"
  cmake --build "build/$1" --target "$2"
}

# Tests are configured as soon as their libraries are there: `run` needs none of them, and shares a build with `test`.
# configure PRESET [OPTION_OF_CMAKE...]
configure() {
  local preset=$1 testing=OFF
  shift
  install_packages "${build_packages[@]}"
  has_packages "${cpp_test_packages[@]}" && [ "$preset" != release ] && testing=ON
  quietly "configuring $preset" cmake --preset "$preset" -DBUILD_TESTING=$testing "$@"
}
