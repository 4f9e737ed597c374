# shellcheck shell=bash
# `./dev run`: monoci on its own repository.

dev_run() {
  local monoci=build/dev/monoci child=(--output monoci-child.yml --report monoci-report.json) comparison=()
  build dev monoci
  if ! nothing_to_compare; then
    say "what your branch and your uncommitted changes reach"
  elif git rev-parse -q --verify HEAD~1 >/dev/null; then
    say "nothing is uncommitted and no branch is ahead, so this is the last commit: $(git log -1 --format='%h %s')"
    comparison=(--base HEAD~1 --exact-base)
  else
    say "nothing is uncommitted and HEAD has no parent here, so this is every project"
    "$monoci" generate --all "${child[@]}"
    "$monoci" list
    return
  fi
  "$monoci" generate "${comparison[@]}" "${child[@]}"
  "$monoci" affected "${comparison[@]}"
  say "the child pipeline is in monoci-child.yml, the reasons as JSON in monoci-report.json"
}

# monoci compares a branch with where it left the default branch, and counts what is not committed. In a fresh clone
# that is nothing.
nothing_to_compare() {
  local branch
  [ -z "$(git status --porcelain)" ] || return 1
  for branch in origin/HEAD origin/main main; do
    if git rev-parse -q --verify "$branch" >/dev/null; then
      git merge-base --is-ancestor HEAD "$branch"
      return
    fi
  done
}
