#!/usr/bin/env bash
# Measures generated kernels on an accelerator: eng/gpu.sh [arguments of the benchmark], by default --device cuda --json bench/results/gpu.json.
# With --reference FILE it compares with the times of the reference implementation on the same card; docs/accelerators.md describes the file.
# It publishes the benchmark as one self-contained file, artifacts/gpu/ScalableMNN.GpuBench, which runs on any machine with Linux (x64) and the card's driver. Where this machine
# has a CUDA device, or another device is asked for, it is run at once; elsewhere carry the file to the card and run the line that is printed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
out="$root/artifacts/gpu"
mkdir -p "$out"
log="$root/artifacts/gpu.log"
[ -d "$root/eng/probe/obj" ] || "$root/eng/probe.sh" >/dev/null
if ! dotnet publish "$root/bench/ScalableMNN.GpuBench/ScalableMNN.GpuBench.csproj" -c Release -r linux-x64 --self-contained true -o "$out" --nologo -v minimal -tl:off \
  -p:PublishSingleFile=true -p:EnableCompressionInSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:SatelliteResourceLanguages=en >"$log" 2>&1; then
  cat "$log" >&2
  echo "The benchmark could not be published." >&2
  exit 1
fi
program="$out/ScalableMNN.GpuBench"
size=$(stat -c %s "$program")
echo "$program: $((size / 1048576)) MiB"
if [ "$size" -gt $((64 * 1048576)) ]; then
  echo "That is more than 64 MiB." >&2
  exit 1
fi
arguments=(--commit "$(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)" "$@")
if [[ " $* " != *" --device "* ]]; then
  arguments+=(--device cuda)
  if [ ! -e /dev/nvidia0 ]; then
    echo "No CUDA device here. On a machine with one: ./ScalableMNN.GpuBench ${arguments[*]} --json gpu.json"
    exit 0
  fi
fi
[[ " $* " == *" --json "* || " $* " == *" --help "* ]] || arguments+=(--json "$root/bench/results/gpu.json")
exec "$program" "${arguments[@]}"
