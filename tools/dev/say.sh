# shellcheck shell=bash
# How ./dev talks: progress on stderr, one line a step; the log of a step only when it failed.

say() { printf '==> %s\n' "$*" >&2; }

give_up() {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}

# quietly WHAT COMMAND...: a program, or a function that is one command (`set -e` is off in it).
quietly() {
  local what=$1 log status=0
  shift
  say "$what"
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -ne 0 ]; then
    cat "$log" >&2
    say "failed ($status): $what"
  fi
  rm -f "$log"
  return "$status"
}
