#!/usr/bin/env bash
# Installs what the tests need and is missing, builds once, runs every test against a PostgreSQL of its own, and cleans up.
#   ./test.sh         everything
#   ./test.sh quick   for the inner loop: no analyzers, no browser, no server, no other process, no storm
# Told before the last line: what was skipped and why, what failed, the twenty slowest tests.
# The last line is exactly "N passed, N failed, N skipped"; the exit code is 0 only when tests ran and none failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
configuration=Release
# The whole must fit into 25 minutes (10 on two quiet processors); a hanging test is named and stopped long before.
test_seconds=1200
hang_timeout=180s
slowest=20
reason_lines=8
# What ./test.sh quick leaves out, by parts of names: other processes and the browser, storms, weather that is waited out, a scheduler's clock.
not_quick=(.EndToEnd. .Storms. .Browser. StormTests WeatherTests SchedulerTests FuseScheduleTests CommentTests PlannedChangesTests)

mode=${1:-all}
case $mode in
  all | quick) ;;
  *) printf 'Usage: ./test.sh [quick]\n' >&2; exit 2 ;;
esac

work=$(mktemp -d "${TMPDIR:-/tmp}/pragmatika-test.XXXXXX")
chmod 755 "$work"
postgres_owner=""
postgres_bin=""

say() { printf '%s\n' "$*"; }

as_postgres() {
  if [ -n "$postgres_owner" ]; then
    runuser -u "$postgres_owner" -- "$@"
  else
    "$@"
  fi
}

# The build's compiler server has a name of its own and ends with this script.
compiler="pragmatika-test-$$"

clean_up() {
  pgrep -f -- "VBCSCompiler.* -pipename:$compiler" | xargs -r kill >/dev/null 2>&1 || true
  if [ -n "$postgres_bin" ] && [ -f "$work/pg/data/postmaster.pid" ]; then
    as_postgres "$postgres_bin/pg_ctl" -D "$work/pg/data" -m immediate -w stop >/dev/null 2>&1 || true
  fi
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

finish() {
  say "$1 passed, $2 failed, $3 skipped"
  if [ "$2" -eq 0 ] && [ "$1" -gt 0 ]; then exit 0; else exit 1; fi
}

find_postgres() {
  local candidate
  for candidate in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(dirname "$(command -v pg_ctl 2>/dev/null || echo /nowhere/pg_ctl)")"; do
    if [ -x "$candidate/initdb" ] && [ -x "$candidate/pg_ctl" ] && [ -x "$candidate/postgres" ]; then
      printf '%s' "$candidate"
      return
    fi
  done
}

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }

has_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list "$1" 2>/dev/null | head -n 1)" ]; }

install_missing() {
  local missing=() sudo=""
  [ -n "$(find_chromium)" ] || missing+=(chromium)
  [ -n "$(find_postgres)" ] || missing+=(postgresql)
  has_font "Noto Sans" || missing+=(fonts-noto-core)
  has_font "DejaVu Sans" || missing+=(fonts-dejavu-core)
  [ ${#missing[@]} -gt 0 ] || return 0

  if ! command -v apt-get >/dev/null 2>&1; then
    say "Not a Debian system. For every test to run, install by hand: ${missing[*]} (Chromium, PostgreSQL 13 or later, fonts with Cyrillic letters)."
    return 0
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
      sudo="sudo -n"
    else
      say "Missing: ${missing[*]}. Install them with: sudo apt-get install ${missing[*]}. Tests that need them will be skipped."
      return 0
    fi
  fi

  say "Installing ${missing[*]}..."
  if ! { $sudo env DEBIAN_FRONTEND=noninteractive apt-get update -q \
      && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"; } >"$work/apt.log" 2>&1 </dev/null; then
    tail -n 20 "$work/apt.log"
    say "Could not install ${missing[*]}. Tests that need them will be skipped."
  fi
}

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

start_postgres() {
  local bin port password attempt
  bin=$(find_postgres)
  if [ -z "$bin" ]; then
    say "PostgreSQL is not installed: its tests will be skipped."
    return 0
  fi
  if [ "$(id -u)" -eq 0 ]; then
    # The server refuses to run as root.
    if id postgres >/dev/null 2>&1; then postgres_owner=postgres; else postgres_owner=nobody; fi
  fi

  mkdir "$work/pg"
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s' "$password" >"$work/pg/password"
  [ -z "$postgres_owner" ] || chown -R "$postgres_owner" "$work/pg"
  if ! (cd "$work/pg" && as_postgres "$bin/initdb" -D "$work/pg/data" -U pragmatika -A scram-sha-256 --pwfile="$work/pg/password" \
      -E UTF8 --locale=C.UTF-8 --no-sync) >"$work/initdb.log" 2>&1 </dev/null; then
    cat "$work/initdb.log"
    say "PostgreSQL could not be set up: its tests will be skipped."
    return 0
  fi

  for attempt in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 40000))
    port_is_free "$port" || continue
    if (cd "$work/pg" && as_postgres "$bin/pg_ctl" -D "$work/pg/data" -l "$work/pg/server.log" -w -t 60 -o \
        "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200" \
        start) >"$work/pg_ctl.log" 2>&1 </dev/null; then
      postgres_bin=$bin
      export PRAGMATIKA_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=pragmatika;Password=$password;Database=postgres"
      say "PostgreSQL $("$bin/postgres" --version | awk '{print $3}') serves the tests on port $port."
      return 0
    fi
  done
  cat "$work/pg_ctl.log"
  say "PostgreSQL did not start: its tests will be skipped."
}

# One number of the TRX summary, added up over all result files.
counter() {
  local file sum=0 value
  for file in "$work"/results/*.trx; do
    [ -f "$file" ] || continue
    value=$(grep -o '<Counters [^>]*' "$file" | grep -o " $1=\"[0-9]*\"" | head -n 1 | tr -dc '0-9')
    sum=$((sum + ${value:-0}))
  done
  printf '%s' "$sum"
}

# Every failed test with the first lines of why: all that is left to read where the run was on another machine.
list_failed() {
  local file
  for file in "$work"/results/*.trx; do
    [ -f "$file" ] || continue
    awk -v lines="$reason_lines" '
      /<UnitTestResult / { failed = /outcome="Failed"/; if (failed) { match($0, /testName="[^"]*"/); print "  " substr($0, RSTART + 10, RLENGTH - 11) } }
      /<\/UnitTestResult>/ { failed = 0; left = 0 }
      failed && /<Message>/ { left = lines; sub(/.*<Message>/, "") }
      failed && /<StackTrace>/ { left = lines; sub(/.*<StackTrace>/, "") }
      failed && left > 0 { text = $0; sub(/<\/(Message|StackTrace)>.*/, "", text); print "      " text; left-- }
      /<\/(Message|StackTrace)>/ { left = 0 }' "$file" | sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&#xD;//g; s/&amp;/\&/g' || true
  done
}

# Each reason to skip, with how many tests it kept from running.
list_skipped() {
  local file
  for file in "$work"/results/*.trx; do
    [ -f "$file" ] || continue
    grep -A 3 '<UnitTestResult [^>]*outcome="NotExecuted"' "$file" | sed -n 's/.*<Message>\([^<]*\).*/\1/p' \
      | sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' | sort | uniq -c | sort -rn || true
  done
}

# The slowest tests of all result files, with their seconds.
list_slowest() {
  local file
  for file in "$work"/results/*.trx; do
    [ -f "$file" ] || continue
    grep -o '<UnitTestResult [^>]*' "$file" | sed -n 's/.* testName="\([^"]*\)".* duration="\([0-9]*\):\([0-9]*\):\([0-9.]*\)".*/\2 \3 \4 \1/p'
  done | awk '{ seconds = $1 * 3600 + $2 * 60 + $3; $1 = $2 = $3 = ""; printf "%8.1f s %s\n", seconds, $0 }' | sort -rn | sed -n "1,${slowest}p" \
    | sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g; s/ s  */ s  /'
}

if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks | grep -q '^10\.'; then
  say "The .NET SDK 10 is needed: https://dotnet.microsoft.com/download/dotnet/10.0"
  finish 0 1 0
fi

build=(-p:UseSharedCompilation=true "-p:SharedCompilationId=$compiler")
tests=(--blame-hang-timeout "$hang_timeout" --blame-hang-dump-type none)
if [ "$mode" = quick ]; then
  build+=(-p:RunAnalyzers=false)
  tests+=(--filter "$(printf 'FullyQualifiedName!~%s&' "${not_quick[@]}" | sed 's/&$//')")
else
  install_missing
  chromium=$(find_chromium)
  if [ -n "$chromium" ]; then
    export PRAGMATIKA_TEST_CHROMIUM="$chromium"
  else
    say "Chromium is not installed: browser tests will be skipped."
  fi
  [ -n "${PRAGMATIKA_TEST_SQLSERVER:-}" ] || say "PRAGMATIKA_TEST_SQLSERVER is not set: SQL Server tests will be skipped."
fi

say "Building..."
if ! dotnet build Pragmatika.sln -c "$configuration" -v quiet -nologo "${build[@]}" </dev/null; then
  say "The build failed; it counts as one failure."
  finish 0 1 0
fi
say "Built in $SECONDS s."

if [ "$mode" = quick ]; then
  unset PRAGMATIKA_TEST_POSTGRES PRAGMATIKA_TEST_SQLSERVER
elif [ -n "${PRAGMATIKA_TEST_POSTGRES:-}" ]; then
  say "Using the PostgreSQL that PRAGMATIKA_TEST_POSTGRES names."
else
  start_postgres
fi

say "Running the tests..."
status=0
timeout --kill-after=15 "$test_seconds" dotnet test "Pragmatika.Tests/bin/$configuration/net10.0/Pragmatika.Tests.dll" \
  --logger "console;verbosity=minimal" --logger "trx;LogFileName=pragmatika.trx" --results-directory "$work/results" "${tests[@]}" </dev/null || status=$?

if [ -n "${PRAGMATIKA_TEST_RESULTS:-}" ]; then
  mkdir -p "$PRAGMATIKA_TEST_RESULTS"
  cp "$work"/results/*.trx "$PRAGMATIKA_TEST_RESULTS"/ 2>/dev/null || true
fi

passed=$(counter passed)
failed=$(($(counter failed) + $(counter error) + $(counter timeout) + $(counter aborted)))
skipped=$(($(counter total) - $(counter executed)))
if [ "$skipped" -gt 0 ]; then
  say "Skipped, by reason:"
  list_skipped
fi
if [ "$failed" -gt 0 ]; then
  say "Failed:"
  list_failed
fi
say "Slowest:"
list_slowest
say "Took $SECONDS s."
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  say "The test run ended with code $status before every test had run; it counts as one failure."
  failed=1
fi
finish "$passed" "$failed" "$skipped"
