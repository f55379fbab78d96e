#!/usr/bin/env bash
# All shares on this machine, or on those of --sshlogin, with GNU parallel.
# usage: parallel.sh INPUT OUTPUT N [OPTION OF PARALLEL…]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
input=$1 output=$2 of=$3
shift 3
parallel --retries 3 --halt soon,fail=1 "$@" "$here/clean_share.sh" "$input" "$output" {} "$of" ::: $(seq "$of")
"$here/join_shares.sh" "$input" "$output" "$of"
