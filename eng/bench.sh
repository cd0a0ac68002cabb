#!/usr/bin/env bash
# Builds Release and measures: eng/bench.sh [FILE] runs everything, prints the tables and writes the raw results (by default to artifacts/bench.json);
# eng/bench.sh --record does the same into bench/results/latest.json and puts the tables on docs/performance.md;
# eng/bench.sh COMMAND [arguments] runs one command of the benchmark, such as shapes, breakdown, generator, eliminations, table or micro.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
project="$root/bench/ScalableMNN.Bench/ScalableMNN.Bench.csproj"
# Compiler nodes that outlive the build would take time from what is measured.
export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

mkdir -p "$root/artifacts"
log="$root/artifacts/bench.log"
if ! dotnet build "$project" -c Release --nologo -v minimal -tl:off -p:UseSharedCompilation=false >"$log" 2>&1; then
  cat "$log" >&2
  echo "The build of the benchmark failed." >&2
  exit 1
fi

run() { dotnet run --project "$project" -c Release --no-build -- "$@"; }

case "${1:-}" in
  --record)
    results="$root/bench/results/latest.json"
    run all --json "$results"
    run table "$results" --into "$root/docs/performance.md"
    exit ;;
  ""|*.json) set -- all --json "${1:-$root/artifacts/bench.json}" ;;
esac
run "$@"
