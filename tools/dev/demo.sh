# shellcheck shell=bash
# `./dev demo`: sample data → quality gate → aggregates → API, on this machine, in a temporary directory.

dev_demo() {
  local work until
  until=$(date -u -d yesterday +%F)
  install_uv
  environment_of pipelines/trade-aggregates
  environment_of services/data-api
  work=$(mktemp -d)
  # shellcheck disable=SC2064  # the directory as it is called now
  trap "rm -rf '$work'" EXIT
  say "sample data: three years of trades, as Parquet"
  in_environment trade-aggregates trade-aggregates sample "$work/raw" --users 200 --days 1096 --until "$until"
  say "the gate, the aggregates of the last two days, and the gate again; published in SQLite"
  in_environment trade-aggregates trade-aggregates run --input "$work/raw" --from "$(date -u -d '2 days ago' +%F)" \
    --to "$until" --serving-url "sqlite:///$work/serving.db" --metrics "$work/run.prom"
  say "the metrics of the run"
  grep -E '^(platform_run|trade_aggregates)' "$work/run.prom"
  say "data-api on the same database"
  in_environment data-api python tools/dev/demo_api.py "sqlite:///$work/serving.db"
}
