# What a package must not leave the house without; each fault is a sentence that says what to do. Read by package.sh.

fault() {
  echo "$*" >&2
  exit 1
}

check_package() { # check_package ROOT ARCHITECTURE
  local unit user program
  for unit in "$1"/usr/lib/systemd/system/*.service; do
    user=$(sed -n 's/^User=//p' "$unit")
    if [ -z "$user" ]; then
      fault "$(basename "$unit") says no User=, so it would run as root. Give it a user of its own."
    fi
    if ! cat "$1"/usr/lib/sysusers.d/*.conf 2>/dev/null | grep -Eq "^u!? +$user "; then
      fault "$(basename "$unit") runs as the user \"$user\", but the package does not make it. Add a line \"u $user - …\" to" \
        "packaging/$package/sysusers.conf."
    fi
    for program in $(sed -n 's/^ExecStart=\([^ ]*\).*/\1/p' "$unit"); do
      case $program in
        */hall*) [ -x "$1$program" ] || fault "$(basename "$unit") starts $program, which is not in the package. Correct ExecStart= or package.sh." ;;
      esac
    done
  done
  check_natives "$1" "$2"
}

check_natives() { # check_natives ROOT amd64|arm64|windows: no symbols, and no machine code of another platform
  local file head expected=""
  case $2 in
    amd64) expected=3e00 ;;
    arm64) expected=b700 ;;
  esac
  while IFS= read -r -d '' file; do
    case $file in
      *.pdb) fault "${file#"$1/"} holds symbols for debugging, which nobody needs in a hall. package.sh deletes them after publishing." ;;
      *.dylib) fault "${file#"$1/"} is for another platform. Publish for one runtime identifier only." ;;
    esac
    head=$(od -An -tx1 -N20 "$file" | tr -d ' \n')
    # The type of the machine stands at byte 18 of an ELF file.
    if [ "${head:0:8}" = 7f454c46 ] && [ "${head:36:4}" != "$expected" ]; then
      fault "${file#"$1/"} is machine code for another platform than $2. Publish for one runtime identifier only."
    fi
  done < <(find "$1" -type f ! -path '*/DEBIAN/*' -print0)
}
