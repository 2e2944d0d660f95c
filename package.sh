#!/usr/bin/env bash
# Makes what a hall installs, into artifacts/packages: Debian packages of the hub and of the agent, and a zip of the agent for Windows.
#   ./package.sh                      all of it
#   ./package.sh amd64                both packages of one architecture (amd64, arm64), or: windows
# Options, before the architectures:
#   -p hub|agent   only this one      -o FOLDER  somewhere else       -z 0…9  how hard to compress (6)
#   -v VERSION     another version    -k         take the programs as they were published before
# Needs the .NET SDK and dpkg-deb, which every Debian has.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
umask 022

out=artifacts/packages programs="hub agent" level=6 version="" keep=false packaging=packaging
while getopts p:o:z:v:s:k option; do
  case $option in
    p) programs=$OPTARG ;;
    o) out=$OPTARG ;;
    z) level=$OPTARG ;;
    v) version=$OPTARG ;;
    s) packaging=$OPTARG ;; # for tests: other sources of the packages than packaging/
    k) keep=true ;;
    *) sed -n '2,8s/^# \?//p' "$0" >&2; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
work=artifacts/packaging
[ -n "$version" ] || version=$(dotnet msbuild src/Hall.Agent -getProperty:Version)
# A version that is still to come sorts before it.
version=${version/-/\~}
made=$(git log -1 --format=%ct 2>/dev/null || date +%s)
. "$(dirname "$0")/packaging/checks.sh"

publish() { # publish hub|agent RID: the program with its runtime, into $work/publish
  local project=Hall.Agent
  [ "$1" = agent ] || project=Hall.Web
  $keep && [ -d "$work/publish/$1-$2" ] && return
  rm -rf "$work/publish/$1-$2"
  echo "Publishing $project for $2"
  # Analyzers have spoken in ./test.sh.
  dotnet publish "src/$project" -c Release -r "$2" --self-contained --artifacts-path "$work/build" -o "$work/publish/$1-$2" \
    -p:DebugType=none -p:RunAnalyzersDuringBuild=false -p:EnforceCodeStyleInBuild=false -v q
  find "$work/publish/$1-$2" -name '*.pdb' -delete
}

fill() { # fill FILE: what stands in @…@
  sed -e "s/@VERSION@/$version/g" -e "s/@ARCHITECTURE@/$architecture/g" -e "s#@DEPENDS@#$(depends)#g" \
    -e "s/@SIZE@/$(du -sk --exclude=DEBIAN "$root" | cut -f1)/g" -e "/@LICENCE@/{r $license
d}" -e "s/@PACKAGE@/$package/g" -e "s/@USERS@/$users/g" -e "s/@SERVICES@/$services/g" -e "s#@SETTINGS@#$settings#g" \
    -e "s#@OLD@#$old#g" -e "s#@DATA@#$data#g" "$1"
}

depends() { # any of the libraries of Debian 10 to 13 and of what is made of them
  local icu="" number
  for number in $(seq 76 -1 63); do icu="${icu:+$icu | }libicu$number"; done
  echo "libc6 (>= 2.28), libgcc-s1 | libgcc1, libstdc++6, $icu, libssl3t64 | libssl3 | libssl1.1, ca-certificates," \
    "systemd | systemd-standalone-sysusers, debconf (>= 0.5) | debconf-2.0"
}

put() { # put MODE FILE PLACE
  install -D -m "$1" "$2" "$root/$3"
}

lay_out() { # lay_out PROGRAM: what both packages have
  local source=$work/publish/$1
  mkdir -p "$root/usr/lib/$package" "$root/usr/bin" "$root/DEBIAN"
  cp -r "$source/." "$root/usr/lib/$package/"
  [ ! -f "$packaging/$package/sysusers.conf" ] || put 0644 "$packaging/$package/sysusers.conf" "usr/lib/sysusers.d/$package.conf"
  put 0644 kiosk-config/udev/60-hall.rules "usr/lib/udev/rules.d/60-$package.rules"
  put 0644 "kiosk-config/systemd/$package.service" "usr/lib/systemd/system/$package.service"
  local text page
  for text in CHANGELOG.md docs/INSTALL.md docs/OPERATION.md; do put 0644 "$text" "usr/share/doc/$package/$(basename "$text")"; done
  license=$work/license
  sed -e 's/^$/./' -e 's/^/ /' LICENSE >"$license"
  fill "$packaging/copyright" >"$root/usr/share/doc/$package/copyright"
  for page in "$packaging/$package"/*.1; do
    mkdir -p "$root/usr/share/man/man1"
    fill "$page" | gzip -9n >"$root/usr/share/man/man1/$(basename "$page").gz"
  done
}

hub_files() {
  ln -s "../lib/hall-hub/hall" "$root/usr/bin/hall"
  put 0644 kiosk-config/systemd/hub.env etc/hall/hub.env
}

agent_files() {
  ln -s "../lib/hall-agent/hall-agent" "$root/usr/bin/hall-agent"
  put 0644 kiosk-config/systemd/agent.env etc/hall-agent/agent.env
  put 0755 kiosk-config/browser/hall-screen usr/bin/hall-screen
  put 0644 kiosk-config/browser/screen.env etc/hall/screen.env
  put 0644 kiosk-config/browser/hall-policy.json usr/share/hall-screen/hall-policy.json
  put 0644 kiosk-config/systemd/hall-screen.service usr/lib/systemd/system/hall-screen.service
}

debian() { # debian hub|agent ARCHITECTURE RID
  architecture=$2 package=hall-$1 root=$work/root/hall-$1-$2
  case $1 in
    hub) settings=/etc/hall/hub.env old=/opt/hall users=hall services=hall-hub data=/var/lib/hall ;;
    agent) settings=/etc/hall-agent/agent.env old=/opt/hall-agent users="hall-agent hall-screen" services="hall-agent hall-screen" \
      data="/var/lib/hall-agent /var/lib/hall-screen" ;;
  esac
  publish "$1" "$3"
  rm -rf "$root"
  lay_out "$1-$3"
  "$1_files"
  chmod -R u=rwX,go=rX "$root"
  find "$root/usr/lib/$package" -type f ! -name hall ! -name hall-agent ! -name createdump -exec chmod 0644 {} +
  local script
  for script in control preinst postinst prerm postrm; do
    if [ -f "$packaging/$package/$script" ]; then fill "$packaging/$package/$script"; else fill "$packaging/$script"; fi >"$root/DEBIAN/$script"
  done
  chmod 0755 "$root"/DEBIAN/p*
  cp "$packaging/$package/templates" "$root/DEBIAN/templates"
  (cd "$root" && find etc -type f | sed 's#^#/#' | sort >DEBIAN/conffiles)
  (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
  check_package "$root" "$architecture"
  find "$root" -exec touch -h -d "@$made" {} +
  mkdir -p "$out"
  # xz, because Debian 10 and what is made of it cannot open zstd.
  SOURCE_DATE_EPOCH=$made dpkg-deb --root-owner-group -Zxz "-z$level" --build "$root" "$out/${package}_${version}_$2.deb" >/dev/null
  tell "$out/${package}_${version}_$2.deb"
}

windows() {
  local root=$work/root/hall-agent-windows file
  publish agent win-x64
  rm -rf "$root"
  mkdir -p "$root" "$out"
  cp -r "$work/publish/agent-win-x64/." "$root/"
  sed 's/$/\r/' "$packaging/windows/service.cmd" >"$root/service.cmd"
  # The mark that Windows' own editor looks for.
  { printf '\xef\xbb\xbf'; sed -e "s/@VERSION@/$version/g" -e 's/$/\r/' "$packaging/windows/README.txt"; } >"$root/README.txt"
  cp LICENSE "$root/LICENSE.txt"
  check_natives "$root" windows
  file=$(realpath "$out")/hall-agent_${version}_windows-x64.zip
  dotnet msbuild packaging/zip.proj "-p:Folder=$(realpath "$root")" "-p:File=$file" -v:q -nologo
  tell "$out/hall-agent_${version}_windows-x64.zip"
}

tell() { # tell FILE
  printf '%s %s MiB, %s s\n' "$1" "$((($(stat -c %s "$1") + 1048575) / 1048576))" "$SECONDS"
}

command -v dpkg-deb >/dev/null || { echo "dpkg-deb is missing. Make the packages on a Debian, or say there: apt install dpkg" >&2; exit 1; }
[ $# -gt 0 ] || set -- amd64 arm64 windows
for wanted in "$@"; do
  case $wanted in
    amd64) for program in $programs; do debian "$program" amd64 linux-x64; done ;;
    arm64) for program in $programs; do debian "$program" arm64 linux-arm64; done ;;
    windows) windows ;;
    *) echo "There is no package for $wanted. Say amd64, arm64 or windows." >&2; exit 2 ;;
  esac
done
