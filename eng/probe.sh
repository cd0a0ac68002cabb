#!/usr/bin/env bash
# Tries to restore ILGPU, TorchSharp and Verify, and says which of them this machine can have.
# SCALABLEMNN_PACKAGE_FEED names one more package source (a folder or an address) to look in.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$here/../artifacts"
log="$here/../artifacts/probe.log"
# A mirror that lacks an engine makes its restore fail. That is an answer, not an error: the report says it in one line.
dotnet msbuild "$here/probe/Probe.proj" -nologo -v:minimal >"$log" 2>&1 || true
grep -m 1 '^ *Engines:' "$log" | sed 's/^ *//' || { cat "$log"; exit 1; }
