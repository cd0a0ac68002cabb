#!/usr/bin/env bash
# Builds Release and runs a sample: ./run.sh [NAME] [its arguments], by default the main one; ./run.sh --list names them.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
main=Theophylline
# Compiler nodes that outlive the command would hold its output open.
export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

samples() {
  local program
  for program in "$root"/samples/*/Program.cs; do
    [ ! -e "$program" ] || basename "$(dirname "$program")"
  done
}

case "${1:-}" in
  --list) samples; exit 0 ;;
  ""|-*) name=$main ;;
  *) name=$1; shift ;;
esac

project="$root/samples/$name/$name.csproj"
if [ ! -f "$root/samples/$name/Program.cs" ]; then
  echo "There is no sample '$name' (samples/$name/Program.cs is missing)." >&2
  echo "Samples: $(samples | tr '\n' ' ')" >&2
  exit 1
fi

mkdir -p "$root/artifacts"
log="$root/artifacts/run.log"
[ -d "$root/eng/probe/obj" ] || "$root/eng/probe.sh" >/dev/null
echo "Building $name (Release)"
if ! dotnet build "$project" -c Release --nologo -v minimal -tl:off >"$log" 2>&1; then
  cat "$log" >&2
  echo "The build of $name failed." >&2
  exit 1
fi
grep -m 1 '^ *Engines:' "$log" | sed 's/^ *//' || true
exec dotnet run --project "$project" -c Release --no-build -- "$@"
