#!/usr/bin/env bash
# Installs mtmend into a fresh folder; then builds and runs all of samples/ that links or imports it against that.
# usage: installed.sh BUILD_FOLDER SOURCE_FOLDER
set -euo pipefail
build=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }; }
installed=$work/installed
quietly cmake --install "$build" --prefix "$installed"
cd "$work"  # nothing may be found by way of the working directory

# usage: by_cmake SAMPLE [OPTION…]     builds it, with find_package, and runs it
by_cmake() {
    local name=$1
    shift
    quietly cmake -S "$source/samples/$name" -B "$work/$name" -DCMAKE_PREFIX_PATH="$installed" "$@"
    quietly cmake --build "$work/$name"
    "$work/$name/$name" >"$work/out"
}
# usage: prints LINE…     each stands in what the last sample printed
prints() {
    local line
    for line in "$@"; do
        grep -qxF -- "$line" "$work/out" || { echo "not printed: $line"; cat "$work/out"; exit 1; }
    done
}

by_cmake link_cmake
prints 'The allies met in Kyiv before the summit. On Thursday they left.' 'Thursday: byte 44 -> 45'
readelf -d "$work/link_cmake/link_cmake" | grep -q 'libmtmend.so.0'
by_cmake custom_stage
prints 'The allies met in Kyiv. Some 25 percent of them left.' 'house/percent: percent' 'byte 3: not valid UTF-8'
by_cmake entities  # links the static library
prints 'place [18, 22) -> [18, 22) Kyiv' 'person [53, 64) -> [54, 65) Maria Lopez' 'group [74, 79) -> [75, 95) NATO-Ukraine Council' \
    'each is found again'
if readelf -d "$work/entities/entities" | grep libmtmend; then exit 1; fi
by_cmake link_c -DCMAKE_C_FLAGS='-Wall -Wextra -pedantic -Werror'
prints 'The allies met in Kyiv before the summit. On Thursday they left.' 'Thursday: [45, 53) of 64 bytes' \
    'status 5: byte 3: not valid UTF-8'
if command -v valgrind >/dev/null; then
    quietly valgrind --quiet --suppressions="$source/tests/valgrind.supp" --leak-check=full --show-leak-kinds=definite,indirect,possible \
        --errors-for-leak-kinds=definite,indirect,possible --error-exitcode=1 "$work/link_c/link_c"
fi

# The same by pkg-config, shared and static, and moved to another folder. The flags of a build with sanitizers are not
# the library's own.
mv "$installed" "$work/moved"
installed=$work/moved
pc_folder=$(dirname "$(find "$installed" -name mtmend.pc)")
export PKG_CONFIG_PATH=$pc_folder
libdir=$(pkg-config --variable=libdir mtmend)
quietly g++ -std=c++20 "$source/samples/link_cmake/main.cpp" -o by_pc $(pkg-config --cflags --libs mtmend)
LD_LIBRARY_PATH=$libdir ./by_pc >out
prints 'The allies met in Kyiv before the summit. On Thursday they left.'
quietly g++ -std=c++20 "-DMTMEND_INSTALLED_DATA=\"$(pkg-config --variable=datadir mtmend-static)\"" \
    "$source/samples/link_cmake/main.cpp" -o by_static_pc $(pkg-config --cflags --libs mtmend-static)
./by_static_pc >out
prints 'The allies met in Kyiv before the summit. On Thursday they left.'

# The installed program finds its dictionaries from wherever it is called.
program=$installed/bin/mtmend
test "$(cd / && printf 'They met in kyiv.' | "$program" clean)" = 'They met in Kyiv.'
# It has the table of CLDR's names, the same that was built, and says so where it has not.
table=compiled/names/places_cldr.tsv
cmp "$build/share/mtmend/$table" "$installed/share/mtmend/$table"
test "$(printf 'They met in Itävalta.' | "$program" clean)" = 'They met in Austria.'
mv "$installed/share/mtmend/$table" kept
if printf 'They met.' | "$program" clean 2>err; then exit 1; fi
grep -q "$table: the table cannot be opened; build or install mtmend again" err
mv kept "$installed/share/mtmend/$table"

# The Python module, beside the library that was installed with it.
export PYTHONPATH=$installed/lib/python3/dist-packages PYTHONDONTWRITEBYTECODE=1
unset MTMEND_LIBRARY
/usr/bin/python3 "$source/tests/python/run.py" "$source" "$program"
# And from any place, with the library named.
cp -r "$PYTHONPATH/mtmend" .
PYTHONPATH=$work MTMEND_LIBRARY=$libdir/libmtmend.so.0 /usr/bin/python3 -c 'import mtmend; print(mtmend.clean("They met in kyiv.").text)' >out
prints 'They met in Kyiv.'
