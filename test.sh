#!/usr/bin/env bash
# Builds the solution and runs every test. The last line is the sum: N passed, N failed, N skipped.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
results="$root/artifacts/tests"
# Compiler nodes that outlive the command would hold its output open.
export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

passed=0 failed=0 skipped=0

finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] && exit 0
  exit 1
}

# failure MESSAGE [LOG]: counts one and shows what led to it.
failure() {
  failed=$((failed + 1))
  [ $# -lt 2 ] || tail -n 200 "$2"
  echo "FAILED: $1"
}

# counter NAME FILE: one number out of the summary of a test results file.
counter() {
  local number
  number=$(sed -n "s/.*<Counters .*\b$1=\"\([0-9]*\)\".*/\1/p" "$2")
  echo "${number:-0}"
}

# skips FILE: the tests that were skipped, each with its reason.
skips() {
  sed -n '/<UnitTestResult .*outcome="NotExecuted"/,/<\/UnitTestResult>/{
    s/.*testName="\([^"]*\)".*/  skipped \1/p
    s/.*<Message>\([^<]*\).*/    \1/p
  }' "$1" | sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

rm -rf "$results"
mkdir -p "$results"

"$root/eng/probe.sh" || failure "The probe for engines could not run."

echo "Building the solution (Release)"
start=$SECONDS
if ! dotnet build "$root/ScalableMNN.Dsl.sln" -c Release --nologo -v minimal -tl:off >"$results/build.log" 2>&1; then
  failure "The solution does not build." "$results/build.log"
  finish
fi
echo "Built in $((SECONDS - start)) s"

inSolution=$(dotnet sln "$root/ScalableMNN.Dsl.sln" list | tr '\\' '/')
for project in "$root"/tests/*/*.csproj; do
  [ -e "$project" ] || continue
  grep -q 'Microsoft\.NET\.Test\.Sdk' "$project" || continue
  name=$(basename "$project" .csproj)
  log="$results/$name.log" trx="$results/$name.trx"
  if ! grep -qxF "${project#"$root"/}" <<<"$inSolution"; then
    failure "$name is not in the solution."
    continue
  fi

  start=$SECONDS
  dotnet test "$project" -c Release --no-build --nologo --results-directory "$results" \
    --logger "trx;LogFileName=$name.trx" --blame-hang-timeout 20m --blame-hang-dump-type none >"$log" 2>&1
  code=$?
  if [ ! -f "$trx" ]; then
    failure "$name left no results (exit code $code)." "$log"
    continue
  fi

  total=$(counter total "$trx") good=$(counter passed "$trx")
  bad=$(($(counter failed "$trx") + $(counter error "$trx") + $(counter timeout "$trx") + $(counter aborted "$trx")))
  left=$((total - $(counter executed "$trx")))
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
  printf '%-36s passed %d, failed %d, skipped %d in %d s\n' "$name" "$good" "$bad" "$left" $((SECONDS - start))
  skips "$trx"
  if [ "$bad" -gt 0 ]; then
    tail -n 200 "$log"
  elif [ "$code" -ne 0 ]; then
    failure "$name ended with exit code $code although none of its tests failed: its host crashed or hung." "$log"
  elif [ "$total" -eq 0 ]; then
    failure "$name ran no test." "$log"
  fi
done

finish
