#!/usr/bin/env bash
# Solves a folder of cases of the SBML test suite and compares with their results; the last line counts them.
# A second argument takes a part of them: of a name, a tag, or 1/10 for every tenth.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
dotnet build -c Release eng/sbml/ScalableMNN.SbmlSuite.csproj -v quiet -nologo >&2
exec dotnet run --no-build -c Release --project eng/sbml/ScalableMNN.SbmlSuite.csproj -- "$@"
