#!/usr/bin/env bash
# Makes the Debian packages twice and compares them; asks lintian; installs them into a fresh root, uses them there and
# removes them again. Needs root, a mirror of Debian, and mmdebstrap and lintian. Not part of ctest: ./dev packages
# usage: packages.sh SOURCE_FOLDER BUILD_FOLDER
set -euo pipefail
source=$1 build=$2
umask 022  # the modes of a package's parts follow it
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$source" log -1 --format=%ct)}
cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE='-O2 -DNDEBUG' \
    -DCMAKE_INSTALL_PREFIX=/usr -DMTMEND_TESTS=OFF >"$build.log" || { cat "$build.log"; exit 1; }
rm -f "$build.log"
cmake --build "$build" -j 2
rm -rf "$build/packages" "$build/again"
(cd "$build" && cpack -G DEB -B packages >/dev/null)
if [[ -z ${MTMEND_PACKAGES_ONCE:-} ]]; then
    (cd "$build" && cpack -G DEB -B again >/dev/null)
    for package in "$build"/packages/*.deb; do cmp "$package" "$build/again/$(basename "$package")"; done
    echo 'reproducible: the same bytes twice'
fi
lintian --fail-on error "$build"/packages/*.deb
echo 'lintian: no error'

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
mmdebstrap --quiet --variant=apt bookworm "$root"
mkdir "$root/packages"
cp "$build"/packages/*.deb "$root/packages"
cp /etc/resolv.conf "$root/etc/resolv.conf"
in_root() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }
in_root apt-get update -qq
in_root sh -c 'apt-get install -y -qq --no-install-recommends /packages/mtmend_*.deb /packages/mtmend-data_*.deb \
    /packages/libmtmend0_*.deb /packages/python3-mtmend_*.deb' >/dev/null
test "$(printf 'They met in kyiv.' | in_root mtmend clean)" = 'They met in Kyiv.'
test "$(in_root python3 -c 'import mtmend; print(mtmend.clean("They met in kyiv.").text)')" = 'They met in Kyiv.'
if [[ -n ${MTMEND_PACKAGES_COMPILER:-} ]]; then  # some hundred packages more
    in_root sh -c 'apt-get install -y -qq --no-install-recommends /packages/libmtmend-dev_*.deb g++ gcc' >/dev/null
    cp "$source/samples/link_cmake/main.cpp" "$source/samples/link_c/main.c" "$root/packages"
    in_root sh -c 'cd /packages && g++ -std=c++20 main.cpp -lmtmend -o one && ./one && gcc -std=c99 main.c -lmtmend -o two && ./two'
fi
in_root sh -c 'dpkg --purge $(dpkg-query -W -f "\${Package} " "*mtmend*")' >/dev/null
if find "$root/usr" "$root/etc" "$root/var/lib/dpkg/info" -name '*mtmend*' | grep .; then
    echo 'this is left behind' >&2
    exit 1
fi
echo 'a fresh root: installed, used, removed without a trace'
