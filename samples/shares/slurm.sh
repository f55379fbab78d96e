#!/usr/bin/env bash
#SBATCH --job-name=mtmend
#SBATCH --array=1-100
#SBATCH --cpus-per-task=4
#SBATCH --requeue
# A share for each task of an array:
#     job=$(sbatch --parsable slurm.sh INPUT OUTPUT)
#     sbatch --dependency=afterok:$job --wrap "join_shares.sh INPUT OUTPUT 100"
# Tasks that are killed, by a time limit or a node that fails, are requeued and go on where they were. Slurm runs a copy
# of this file; SHARES is the folder of the original.
set -euo pipefail
export MTMEND_JOBS=${SLURM_CPUS_PER_TASK:-1}
exec "${SHARES:-${SLURM_SUBMIT_DIR:-.}}/clean_share.sh" "$1" "$2" "$SLURM_ARRAY_TASK_ID" "$SLURM_ARRAY_TASK_COUNT"
