#!/usr/bin/env bash
# Is the interface of the library what symbols.txt and layout.txt here say? And does every public header compile alone?
# usage: run.sh BUILD_FOLDER [--accept]      --accept writes both files anew: a change that is meant
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$1 accept=${2:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags=(-std=c++20 -Wall -Wextra -Wshadow -Wpedantic -Werror -I "$build/include")

nm --dynamic --defined-only --demangle "$build/libmtmend.so" | cut -d ' ' -f 2- | sed 's/@@MTMEND_0$//' |
    grep -v ' MTMEND_0$' | LC_ALL=C sort >"$work/symbols.txt"
g++ "${flags[@]}" "$here/layout.cpp" -o "$work/layout" "$build/libmtmend.so" -Wl,-rpath,"$build"
"$work/layout" >"$work/layout.txt"
if [[ $accept == --accept ]]; then
    cp "$work/symbols.txt" "$work/layout.txt" "$here"
    exit
fi
for list in symbols.txt layout.txt; do
    diff -u "$here/$list" "$work/$list" || {
        echo "The interface of libmtmend has changed: programs that were built against it may break. If that is meant, run" \
             "'./dev accept-interface', and raise the version as pipeline/mtmend.hpp says." >&2
        exit 1
    }
done

# Alone, and under their installed names.
(cd "$build/include" && find mtmend -name '*.hpp' -o -name '*.h') | LC_ALL=C sort >"$work/headers"
while read -r header; do
    echo "#include <$header>" >"$work/one.cpp"
    g++ "${flags[@]}" -fsyntax-only "$work/one.cpp"
    if [[ $header == *.h ]]; then
        cp "$work/one.cpp" "$work/one.c"
        gcc -std=c99 -Wall -Wextra -pedantic -Werror -I "$build/include" -fsyntax-only "$work/one.c"
    fi
    if grep -n '"pipeline/' "$build/include/$header"; then exit 1; fi
done <"$work/headers"
