#!/bin/sh
# Tests the review page in a browser: run.sh MTMEND. Ends with 77 where what it takes is not there.
MTMEND=$(realpath "$1") || exit 2
export MTMEND
cd "$(dirname "$0")" || exit 2
skip() { echo "skipped: $1"; exit 77; }
command -v node >/dev/null || skip "node is missing (Debian: nodejs)"
command -v chromium >/dev/null || skip "chromium is missing (Debian: chromium)"
[ -d node_modules/playwright-core ] && [ -d node_modules/axe-core ] ||
    skip "the npm packages are missing ('./dev review-packages' installs them)"
for tests in *.test.mjs; do  # one after the other: they measure time
    node --test --test-reporter=spec "$tests" || failed=1
done
exit "${failed:-0}"
