#!/usr/bin/env bash
# Cleans the K-th of N shares of a file of records or of a folder. Run it again, anywhere, until it ends with 0: what is
# done is not done again.
# usage: clean_share.sh INPUT OUTPUT K N [OPTION…]     (options of mtmend clean)
set -euo pipefail
input=$1 output=${2%/} number=$3 of=$4
shift 4
parts=$output.shares
mkdir -p "$parts"
share=$parts/$number-of-$of
# The shares of a folder write into one folder; those of a file are joined in the end.
[[ -d $input ]] && texts=$output || texts=$share.text
exec "${MTMEND:-mtmend}" clean "$input" --shard "$number/$of" --resume --output "$texts" --log "$share.log.jsonl" \
    --manifest "$share.manifest.jsonl" --summary "$share.summary.json" --jobs "${MTMEND_JOBS:-1}" "$@"
