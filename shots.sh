#!/usr/bin/env bash
# Renders every surface of a seeded demonstration, in Chinese and English, light and dark, at its sizes, into a folder
# (shots/ unless another is named). With --readme only the README's pictures are made, and renewed.
set -euo pipefail
cd "$(dirname "$0")"
readme=false
[ "${1:-}" = --readme ] && { readme=true; shift; }
# As in a hall: without it tickets carry no code.
export HALL_PublicBaseUrl=${HALL_PublicBaseUrl:-https://hall.example}
export HALL_SHOTS_README=$readme
export HALL_SHOTS=$(realpath -m "${1:-shots}")
mkdir -p "$HALL_SHOTS"
dotnet build tests/Hall.Browser.Tests -v q --nologo
pictures=(-class Hall.Browser.Tests.Shots)
$readme || pictures+=(-class Hall.Browser.Tests.Scenes)
tests/Hall.Browser.Tests/bin/Debug/net10.0/Hall.Browser.Tests -explicit only "${pictures[@]}" -noLogo
if $readme; then
  mkdir -p docs/images
  for name in kiosk board counter manager devices; do
    for language in zh en; do cp "$HALL_SHOTS/$name-$language-light.png" docs/images/; done
  done
fi
echo "Pictures are in $HALL_SHOTS"
