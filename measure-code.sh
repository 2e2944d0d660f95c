#!/usr/bin/env bash
# The size of the sources by project: files, lines, the median file, nine in ten, the longest, lines over 140 columns.
# Migrations are written by a tool and stand apart. Targets: median 50, nine in ten 120, none over 300.
set -euo pipefail
cd "$(dirname "$0")"

row() { # row NAME FILES…: one line of the table
  local name=$1; shift
  [ $# -gt 0 ] || return 0
  wc -l "$@" | grep -v ' total$' | awk '{print $1}' | sort -n | awk -v name="$name" -v wide="$(wide "$@")" '
    { size[NR] = $1; sum += $1 }
    END {
      printf "%-28s %6d %8d %8d %6d %6d %8d %8d\n", name, NR, sum, size[int((NR + 1) / 2)], size[int(NR * .9 + .5)], size[NR],
        over(300), wide
    }
    function over(limit,  i, n) { for (i = 1; i <= NR; i++) n += size[i] > limit; return n }'
}

wide() { LC_ALL=C.UTF-8 grep -hE '^.{141,}' "$@" | wc -l || true; }

printf '%-28s %6s %8s %8s %6s %6s %8s %8s\n' project files lines median p90 max '>300' '>140 col'
for folder in src/* tests/*; do
  [ -d "$folder" ] || continue
  for kind in cs razor css js; do
    mapfile -t files < <(git ls-files "$folder/*.$kind" | grep -v '/Migrations/' || true)
    row "$(basename "$folder")$([ $kind = cs ] || echo " .$kind")" "${files[@]}"
  done
done
mapfile -t files < <(git ls-files 'src/*/Migrations/*.cs')
row "(migrations)" "${files[@]}"
