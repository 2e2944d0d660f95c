#!/usr/bin/env bash
# Builds Hall and runs every test. Works on a fresh Debian machine that has only the .NET SDK: what else the tests use
# (a browser, CJK fonts, pseudo-terminals, a voice, strace) is installed here. Ends with a line "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")"
root=$PWD
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

# Hubs that live for seconds never earn back what profiling their methods costs.
export DOTNET_TieredPGO=0

install_what_is_missing() {
  local missing=() lighter=()
  command -v chromium >/dev/null || missing+=(chromium)
  [ -n "$(ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc 2>/dev/null)" ] || missing+=(fonts-noto-cjk)
  command -v socat >/dev/null || missing+=(socat)
  command -v espeak-ng >/dev/null || missing+=(espeak-ng)
  command -v strace >/dev/null || missing+=(strace)
  # The same browser without a window of its own: half the work for each page. Where there is none, the other does.
  command -v chromium-headless-shell >/dev/null || lighter=(chromium-headless-shell)
  [ ${#missing[@]} -eq 0 ] && [ ${#lighter[@]} -eq 0 ] && return 0
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  echo "Installing: ${missing[*]} ${lighter[*]}"
  export DEBIAN_FRONTEND=noninteractive
  $sudo apt-get update -qq
  [ ${#lighter[@]} -eq 0 ] || $sudo apt-get install -y -qq --no-install-recommends "${lighter[@]}" >/dev/null 2>&1
  [ ${#missing[@]} -eq 0 ] || $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

passed=0
failed=0
count() { # count LOG NAME EXIT: adds what a test program's last summary says; one that died without a summary is a failure
  local line total errors bad skipped
  line=$(sed 's/\x1b\[[0-9;]*m//g' "$1" | grep -E 'Total: [0-9]+' | tail -n 1)
  if [ -z "$line" ]; then
    echo "$2 ended with $3 and no summary:"; tail -n 40 "$1"
    failed=$((failed + 1)); return
  fi
  total=$(sed -E 's/.*Total: ([0-9]+).*/\1/' <<<"$line"); errors=$(sed -E 's/.*Errors: ([0-9]+).*/\1/' <<<"$line")
  bad=$(sed -E 's/.*Failed: ([0-9]+).*/\1/' <<<"$line"); skipped=$(sed -E 's/.*Skipped: ([0-9]+).*/\1/' <<<"$line")
  bad=$((bad + errors))
  if [ "$bad" -eq 0 ] && [ "$3" -ne 0 ]; then bad=1; fi
  echo "$2: $line"
  [ "$bad" -eq 0 ] || grep -aE '\[FAIL\]' "$1"
  [ "$bad" -eq 0 ] || sed 's/\x1b\[[0-9;]*m//g' "$1" | grep -v -E '^\s*(Starting|Discovering|Discovered|Finished):' | tail -n 120
  passed=$((passed + total - bad - skipped)); failed=$((failed + bad))
}

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
install_what_is_missing || { echo "What the tests need could not be installed."; echo "0 passed, 1 failed"; exit 1; }

echo "Building"
if ! dotnet build Hall.sln -c Debug -v q >"$logs/build" 2>&1; then
  grep -E 'error|Error' "$logs/build" | sort -u | head -n 60
  echo "0 passed, 1 failed"; exit 1
fi

run() { # run NAME: one test program, its output to a log
  local began=$SECONDS
  "$root/tests/$1/bin/Debug/net10.0/$1" -noLogo -noColor -result-xml "$logs/$1.xml" >"$logs/$1" 2>&1
  echo $? >"$logs/$1.exit"
  echo "$1 ran $((SECONDS - began)) s"
}

# Pages and browsers each keep two processors busy by themselves; side by side they only wait for one another. The rest goes side by side.
run Hall.Core.Tests & run Hall.Devices.Tests & run Hall.Architecture.Tests & wait
run Hall.Web.Tests
run Hall.Browser.Tests
run Hall.Agent.Tests & run Hall.Simulation.Tests & run Hall.Forecasting.Tests & run Hall.Attack.Tests & run Hall.Package.Tests & wait

# The agent runs on window PCs, too. Without the way to a package source its own program file cannot be had; the rest is built all the same.
agent_for_windows() {
  dotnet publish src/Hall.Agent -c Release -r win-x64 --self-contained false -o "$logs/agent" "$@" >"$logs/windows" 2>&1
}
if agent_for_windows || agent_for_windows -p:UseAppHost=false; then
  passed=$((passed + 1)); echo "Hall.Agent for Windows: built"
else
  failed=$((failed + 1)); echo "Hall.Agent for Windows:"; grep -E 'error' "$logs/windows" | sort -u | head -n 20
fi

for name in Hall.Architecture.Tests Hall.Core.Tests Hall.Forecasting.Tests Hall.Devices.Tests Hall.Agent.Tests Hall.Web.Tests Hall.Simulation.Tests Hall.Browser.Tests Hall.Attack.Tests Hall.Package.Tests; do
  count "$logs/$name" "$name" "$(cat "$logs/$name.exit")"
done
grep -hoE 'warning NU190[0-5]: [^[]*' "$logs/build" | sort -u # known holes in packages, which stop no build
echo "The slowest ten tests, seconds:"
grep -ohE '<test [^>]*' "$logs"/*.xml | sed -nE 's/.* name="([^"]*)".* time="([0-9.]+)".*/\2 \1/p' | sort -rn | head -n 10 | cut -c1-140
# The names again, at the end: a log that is cut keeps its end.
[ "$failed" -eq 0 ] || { echo "Failed:"; grep -haE '\[FAIL\]' "$logs"/Hall.* | cut -c1-200; }
echo "The whole took $SECONDS s"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
