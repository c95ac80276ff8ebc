#!/usr/bin/env bash
# Breaks the engine on purpose, one patch of docs/storms/ at a time, and lets storms loose on it until a seed catches the break. Works in a copy of the committed tree.
# Usage: tools/break-and-storm.sh [NAME...]   (the beginnings of patch names; all of them without one)
# Prints one line a patch; the exit code is 0 only when every break was caught, and the unbroken code was not cried about.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seeds=${STORM_SEEDS:-1-400}
run=${STORM_WRAPPER:-}
patches=$(pwd)/docs/storms
copy=$(mktemp -d "${TMPDIR:-/tmp}/pragmatika-breaks.XXXXXX")
trap 'git worktree remove --force "$copy" >/dev/null 2>&1 || true; rm -rf "$copy"' EXIT
git worktree add --quiet --detach --force "$copy" HEAD

build() { (cd "$copy" && $run dotnet build Pragmatika.Bench -c Release -v quiet -nologo -p:RunAnalyzers=false >"$copy/build.log" 2>&1) || { tail -n 20 "$copy/build.log"; return 1; }; }
storm() { $run dotnet "$copy/Pragmatika.Bench/bin/Release/net10.0/Pragmatika.Bench.dll" storm --seeds "$1" --first --json 2>&1 >/dev/null | grep -m 1 ' failed: ' | cut -c 1-300 || true; }

missed=0
if [ $# -eq 0 ]; then
  build
  cried=$(storm "$seeds")
  echo "nothing broken: ${cried:-not cried about, seeds $seeds}"
  [ -z "$cried" ] || missed=1
fi
for patch in "$patches"/*.patch; do
  name=$(basename "$patch" .patch)
  wanted=$([ $# -eq 0 ] && echo yes || true)
  for prefix in "$@"; do case $name in "$prefix"*) wanted=yes ;; esac; done
  [ -n "$wanted" ] || continue
  git -C "$copy" apply "$patch"
  build
  caught=$(storm "$seeds")
  echo "$name: ${caught:-NOT CAUGHT, seeds $seeds}"
  [ -n "$caught" ] || missed=1
  git -C "$copy" apply -R "$patch"
done
exit "$missed"
