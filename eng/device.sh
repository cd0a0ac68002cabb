#!/usr/bin/env bash
# Compares a device that is not the processor with the processor: eng/device.sh [--device DEVICE] [--seconds N] [--only TEXT] [--no-build].
# It runs the tests of agreement on the first CUDA or OpenCL device that ILGPU finds, or on DEVICE (such as opencl:0); each model, and each test of groups, in a process of its own that has N seconds (120),
# so that a compiler that breaks or never ends takes only its own model along. TEXT limits it to models and tests whose name contains it. The last line has the counts; the exit code is 1 unless all agree.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
device="" seconds=120 text="" builds=1
while [ $# -gt 0 ]; do
  case "$1" in
    --device) device=${2:?--device needs a device, such as opencl:0}; shift 2 ;;
    --seconds) seconds=${2:?--seconds needs a number}; shift 2 ;;
    --only) text=${2:?--only needs a part of a name}; shift 2 ;;
    --no-build) builds=0; shift ;;
    *) echo "What is $1? eng/device.sh [--device DEVICE] [--seconds N] [--only TEXT] [--no-build]" >&2; exit 1 ;;
  esac
done
bin="$root/tests/Engines.Tests/bin/Release/net10.0"
mkdir -p "$root/artifacts/device"
log="$root/artifacts/device/build.log"
[ -d "$root/eng/probe/obj" ] || "$root/eng/probe.sh" >/dev/null
if [ "$builds" -eq 1 ] && ! dotnet build "$root/tests/Engines.Tests" -c Release --nologo -v minimal -tl:off >"$log" 2>&1; then
  cat "$log" >&2
  echo "The tests could not be built." >&2
  exit 1
fi
if [ ! -e "$bin/ILGPU.dll" ]; then
  echo "ILGPU cannot be restored here, so there is nothing to compare. See docs/building.md."
  exit 0
fi
devices=$(dotnet "$bin/ScalableMNN.GpuBench.dll" --list)
if [ -z "$devices" ]; then
  echo "No device here but the processor: ILGPU finds neither CUDA nor OpenCL."
  exit 0
fi
device=${device:-${devices%% *}}
grep "^$device " <<<"$devices" || { printf 'There is no %s. Devices:\n%s\n' "$device" "$devices" >&2; exit 1; }

# A test's name, as the runner lists it: NAMESPACE.CLASS.METHOD, or with (name: "MODEL", ...) behind it.
tests=$(dotnet vstest "$bin/ScalableMNN.Engines.Tests.dll" --ListTests | sed -n 's/^ *ScalableMNN\.Engines\.Tests\.Accelerators\.//p')
models=$(sed -n 's/^AgreementTests\.Solution_gradient_and_reports_agree(name: "\(.*\)")$/\1/p' <<<"$tests")
groups=$(sed -n 's/^\(GroupTests\.[A-Za-z0-9_]*\|DeviceMathTests\.Every_function_agrees_in_a_kernel\).*/\1/p' <<<"$tests" | sort -u)

agree=0 differ=0 endless=0 broken=0
compare() { # name, filter
  [[ "$1" == *"$text"* ]] || return 0
  local start=$SECONDS code=0 said result
  said="$root/artifacts/device/$1.log"
  SCALABLEMNN_DEVICE="$device" timeout --kill-after=5 "$seconds" dotnet vstest "$bin/ScalableMNN.Engines.Tests.dll" "--TestCaseFilter:$2" >"$said" 2>&1 </dev/null || code=$?
  if [ "$code" -eq 0 ] && grep -q '^Passed!' "$said"; then
    result="agrees" agree=$((agree + 1))
  elif [ "$code" -eq 124 ] || [ "$code" -eq 137 ]; then
    result="did not end" endless=$((endless + 1))
  elif grep -q '^Failed!' "$said" && ! grep -qE 'DeviceException|AcceleratorException|Test host process crashed|aborted' "$said"; then
    result="differs" differ=$((differ + 1))
  else
    result="broke off" broken=$((broken + 1))
  fi
  printf '%-52s %-12s %4d s\n' "$1" "$result" $((SECONDS - start))
}

while read -r model; do
  compare "$model" "FullyQualifiedName~Accelerators.AgreementTests&DisplayName~\"$model\""
done <<<"$models"
while read -r group; do
  compare "$group" "FullyQualifiedName=ScalableMNN.Engines.Tests.Accelerators.$group"
done <<<"$groups"
echo "$device: $agree agree, $differ differ, $endless did not end, $broken broke off; what each said is in artifacts/device."
[ $((differ + endless + broken)) -eq 0 ]
