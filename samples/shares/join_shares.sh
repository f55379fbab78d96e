#!/usr/bin/env bash
# Joins what clean_share.sh made of N shares: OUTPUT.log.jsonl, and for a file of records OUTPUT. Nothing is joined
# before all shares are done.
# usage: join_shares.sh INPUT OUTPUT N
set -euo pipefail
input=$1 output=${2%/} of=$3
for ((k = 1; k <= of; k++)); do
    # The manifest gets its name last of all.
    [[ -f $output.shares/$k-of-$of.manifest.jsonl ]] || { echo "join_shares.sh: share $k of $of is not done; run clean_share.sh for it" >&2; exit 1; }
done
join() {
    for ((k = 1; k <= of; k++)); do cat "$output.shares/$k-of-$of.$1"; done >"$2.unfinished"
    mv "$2.unfinished" "$2"
}
join log.jsonl "$output.log.jsonl"
[[ -d $input ]] || join text "$output"
