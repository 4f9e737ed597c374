# shellcheck shell=bash
# `./dev bench [SCALE]`: CPU time and memory of the release binary, as ratios to git's; its reader of locks beside toml++.

dev_bench() {
  local scale=${1:-1}
  install_packages python3 libtomlplusplus-dev
  build release monoci
  build release monoci_lock_readers
  python3 tools/monoci/bench/bench.py --monoci build/release/monoci --directory build/bench --scale "$scale" \
    --lock-readers build/release/tools/monoci/monoci_lock_readers --lock uv.lock
}
