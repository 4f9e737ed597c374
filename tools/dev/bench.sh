# shellcheck shell=bash
# `./dev bench [SCALE]`: CPU time and memory of the release binary, as ratios to git's.

dev_bench() {
  local scale=${1:-1}
  install_packages python3
  build release monoci
  python3 tools/monoci/bench/bench.py --monoci build/release/monoci --directory build/bench --scale "$scale"
}
