# shellcheck shell=bash
# `./dev run`: monoci on its own repository.

dev_run() {
  local comparison=()
  build dev monoci
  mapfile -t comparison < <(comparison_for_people)
  build/dev/monoci generate "${comparison[@]}" --output monoci-child.yml --report monoci-report.json
  echo
  build/dev/monoci affected "${comparison[@]}"
  echo
  say "the child pipeline is in monoci-child.yml, the reasons as JSON in monoci-report.json"
}

# monoci itself compares a branch with where it left the default branch, and counts what is not committed. Where that
# is nothing (a fresh clone), the last commit is more to look at. One option a line.
comparison_for_people() {
  if [ -n "$(git status --porcelain)" ] || ! on_default_branch; then
    return 0
  elif git rev-parse -q --verify HEAD~1 >/dev/null; then
    say "nothing is uncommitted and no branch is ahead: this is the last commit, $(git log -1 --format='%h %s')"
    printf '%s\n' --base HEAD~1 --exact-base
  else
    say "nothing is uncommitted and HEAD has no parent here: this is every project"
    printf '%s\n' --all
  fi
}

on_default_branch() {
  local branch
  for branch in origin/HEAD origin/main main; do
    if git rev-parse -q --verify "$branch" >/dev/null; then
      git merge-base --is-ancestor HEAD "$branch"
      return
    fi
  done
}
