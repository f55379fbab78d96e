#!/usr/bin/env bash
# Runs `mtmend check` on each file or folder it is given: check.sh [--OPTION=VALUE …] PATH…
# Prints what would be mended and ends with status 1 where something would be, with 2 where something cannot be read.
# Files are checked one by one, because two of one name in different folders are nothing mtmend takes together.
set -uo pipefail
options=()
while [[ ${1-} == --?* ]]; do
    options+=("$1")
    shift
done
worst=0
for path in "$@"; do
    found=$("${MTMEND:-mtmend}" check "${options[@]}" -- "$path")
    status=$?
    ((status == 0)) || printf '%s:\n%s\n' "$path" "$found"
    ((status <= worst)) || worst=$status
done
exit "$worst"
