#!/usr/bin/env python3
"""Cleans an archive with the workers of a Dask cluster: clean.py INPUT OUTPUT [--shares N] [--scheduler ADDRESS]

INPUT, a file of records or a folder, and OUTPUT are on a file system that all workers see. Each share is a task; one that
fails, or whose worker dies, is done again and goes on where it was. Without --scheduler two workers are started here.
"""
import argparse
import pathlib
import subprocess
import time

from distributed import Client, LocalCluster, as_completed

scripts = pathlib.Path(__file__).resolve().parents[1] / "shares"


def clean_share(source, output, number, of):
    """One share. Another run of it may still be at work, on a worker that the scheduler has lost: then it is waited for."""
    while True:
        done = subprocess.run([str(scripts / "clean_share.sh"), source, output, str(number), str(of)], capture_output=True, text=True)
        if done.returncode in (0, 3):  # 3: done, and with --on-error pass something could not be read
            return number
        if "another run is at work" not in done.stderr:
            raise RuntimeError(done.stderr.strip())
        time.sleep(1)


def clean(client, source, output, shares):
    tasks = [client.submit(clean_share, source, output, number, shares, retries=5, pure=False) for number in range(1, shares + 1)]
    for task in as_completed(tasks):
        print(f"share {task.result()} of {shares} is done", flush=True)
    subprocess.run([str(scripts / "join_shares.sh"), source, output, str(shares)], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--shares", type=int, default=16)
    parser.add_argument("--scheduler")
    given = parser.parse_args()
    if given.scheduler:
        with Client(given.scheduler) as client:
            clean(client, given.input, given.output, given.shares)
    else:
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
            clean(client, given.input, given.output, given.shares)


if __name__ == "__main__":
    main()
