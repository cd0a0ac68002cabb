#!/usr/bin/env bash
# Estimates the problems of the PEtab and COPS collections from many starts within their bounds: eng/published-optima.sh [STARTS], 20 by default. A quarter of the starts has to come to the published optimum or lower.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 SCALABLEMNN_STARTS=${1:-20}
dotnet test "$root/tests/Generated.Tests" -c Release --filter "FullyQualifiedName~BenchmarkProblems"
