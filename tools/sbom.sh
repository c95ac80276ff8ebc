#!/usr/bin/env bash
# Prints what is shipped: writes artifacts/sbom.json (CycloneDX 1.6) and artifacts/licences.txt and prints the latter. The exit code is 1 when a package has a licence that tools/licences.allowed does not name.
# Shipped is what the portal's project restores for running (engine and sandbox included); analysers and tests are not.
# Usage: tools/sbom.sh [--json]   (with --json the SBOM itself is printed instead of the list)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

allowed=tools/licences.allowed
mkdir -p artifacts
{
  dotnet tool restore
  dotnet restore Pragmatika.Portal -v quiet
  dotnet CycloneDX Pragmatika.Portal/Pragmatika.Portal.csproj --output artifacts --filename sbom.json --output-format Json --spec-version 1.6 \
    --recursive --disable-package-restore --exclude-dev --set-name Pragmatika --set-version "$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)"
} >artifacts/sbom.log 2>&1 || { cat artifacts/sbom.log >&2; exit 1; }

packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
licence_of() {
  local nuspec=${packages%/}/$1/$2/$1.nuspec
  sed -n -e 's:.*<license type="expression">\([^<]*\)</license>.*:\1:p' -e 's:.*<license type="file">\([^<]*\)</license>.*:own terms, \1:p' "$nuspec" | head -n 1
}

refused=0
while IFS='@' read -r name version; do
  licence=$(licence_of "${name,,}" "${version,,}")
  if grep -qxF "${licence:-none}" "$allowed"; then mark=""; elif grep -q "^$name: " "$allowed"; then mark="  ($(sed -n "s/^$name: //p" "$allowed"))"; else mark="  NOT ALLOWED"; refused=1; fi
  printf '%-60s %-16s %s%s\n' "$name" "$version" "${licence:-none stated}" "$mark"
done < <(sed -n 's|.*"purl": "pkg:nuget/\([^"?]*\)".*|\1|p' artifacts/sbom.json | sort -u) >artifacts/licences.txt

if [ "${1:-}" = --json ]; then cat artifacts/sbom.json; else cat artifacts/licences.txt; echo; echo "$(wc -l <artifacts/licences.txt) packages; SBOM: artifacts/sbom.json"; fi
exit "$refused"
