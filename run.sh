#!/usr/bin/env bash
# Builds Pragmatika, makes the demo, runs its exchange once and serves the portal until Ctrl+C.
#   ./run.sh [--once] [--rows 2000] [--seed 1] [--data DIR] [--port 5080] [--engine sqlite|postgresql --connection ...]
# A second start finds the data of the first one and goes on with it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks | grep -q '^10\.'; then
  echo "Pragmatika needs the .NET SDK 10 (https://dotnet.microsoft.com/download/dotnet/10.0)." >&2
  exit 2
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
log=$(mktemp)
echo "Building..." >&2
if ! dotnet build Pragmatika.Portal/Pragmatika.Portal.csproj -c Release -v quiet -nologo -p:NuGetInteractive=false >"$log" 2>&1 </dev/null; then
  cat "$log" >&2
  rm -f "$log"
  exit 1
fi
rm -f "$log"

program=Pragmatika.Portal/bin/Release/net10.0/Pragmatika.Portal.dll
if [[ " $* " == *" --once "* ]]; then
  code=0
  dotnet "$program" demo "$@" || code=$?
  # 3: all is done, and some records wait for a person. The demo has a few on purpose.
  if [ "$code" -eq 3 ]; then code=0; fi
  exit "$code"
fi

# The program itself, not `dotnet run`, so that Ctrl+C and TERM reach it.
exec dotnet "$program" demo "$@"
