#!/usr/bin/env bash
# Installs mtmend into a fresh folder, then builds and runs samples/link_cmake against what was installed.
# usage: link_cmake.sh BUILD_FOLDER SOURCE_FOLDER
set -euo pipefail
build=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/installed" >"$work/log"
cmake -S "$source/samples/link_cmake" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/installed" -DCMAKE_CXX_FLAGS="${CXXFLAGS:-}" >>"$work/log" || { cat "$work/log"; exit 1; }
cmake --build "$work/build" >>"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
"$work/build/link_cmake" | tee "$work/out"
grep -qx 'The allies met in Kyiv before the summit. On Thursday they left.' "$work/out"
grep -qx 'Thursday: byte 44 -> 45' "$work/out"
# The installed program finds its dictionaries from wherever it is called.
cd /
test "$(printf 'They met in kyiv.' | "$work/installed/bin/mtmend" clean)" = 'They met in Kyiv.'
# It has the table of CLDR's names, the same that was built, and says so where it has not.
table=compiled/names/places_cldr.tsv
cmp "$build/share/mtmend/$table" "$work/installed/share/mtmend/$table"
test "$(printf 'They met in Itävalta.' | "$work/installed/bin/mtmend" clean)" = 'They met in Austria.'
rm "$work/installed/share/mtmend/$table"
! printf 'They met.' | "$work/installed/bin/mtmend" clean 2>"$work/err"
grep -q "$table: the table cannot be opened; build or install mtmend again" "$work/err"
