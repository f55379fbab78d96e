#!/usr/bin/env python3
"""The recipes of samples/shares and samples/dask: run_recipes.py MTMEND

Each cleans a folder and a file of records in shares, while something is killed, and must make what a single run makes.
GNU parallel and Dask are left out where they are not installed (the exit status is 77 where both are missing); Slurm is a
stand-in here: a loop that sets the variables of an array, kills tasks and requeues them.
"""
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import run_crashes

samples = pathlib.Path(__file__).resolve().parents[1] / "samples"
chance = random.Random(5)


def single(mtmend, source, folder):
    folder.mkdir()
    subprocess.run([mtmend, "clean", "--isolated", source, "-o", folder / "out", "--log", folder / "out.log.jsonl"], check=True)
    return run_crashes.result(folder)


def compare(name, folder, wanted):
    """Nothing is there but the result and the folder of shares, in which nothing is unfinished."""
    got = {k: v for k, v in run_crashes.result(folder).items() if not k.startswith("out.shares/") or "unfinished" in k or ".mtmend" in k}
    yield from run_crashes.differences(name, got, wanted)


def with_parallel(source, folder):
    subprocess.run([samples / "shares/parallel.sh", source, folder / "out", "5", "-j", "2"], check=True, stderr=subprocess.DEVNULL)


def with_slurm(source, folder):
    """Every task is killed once, somewhere, and requeued; then each is run again though it is done."""
    count = 4
    for kill in (True, False, False):
        for task in range(1, count + 1):
            environment = {**os.environ, "SLURM_ARRAY_TASK_ID": str(task), "SLURM_ARRAY_TASK_COUNT": str(count), "SHARES": str(samples / "shares")}
            running = subprocess.Popen([samples / "shares/slurm.sh", source, folder / "out"], env=environment, stderr=subprocess.DEVNULL)
            try:
                running.wait(timeout=chance.uniform(0.05, 0.6) if kill else 600)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()
        joined = subprocess.run([samples / "shares/join_shares.sh", source, folder / "out", str(count)], capture_output=True)
    assert joined.returncode == 0, joined.stderr


def with_dask(source, folder):
    """One of the two workers is killed in the middle."""
    from distributed import Client, LocalCluster

    sys.path.insert(0, str(samples / "dask"))
    import clean

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster, Client(cluster) as client:
        killed = []
        victim = cluster.workers[0].process.pid

        def kill():
            while not list(folder.glob("out.shares/1-of-*.log.jsonl")) and not list(folder.glob("out.shares/.1-of-*")):
                time.sleep(0.01)
            time.sleep(0.2)
            programs = [int(pid) for f in pathlib.Path(f"/proc/{victim}/task").glob("*/children") for pid in f.read_text().split()]
            os.kill(victim, 9)
            # A machine that fails takes mtmend with it; where only the worker dies, mtmend goes on beside its second run.
            for program in programs if source.is_dir() else []:
                os.kill(program, 9)
            killed.append(programs)

        threading.Thread(target=kill, daemon=True).start()
        clean.clean(client, str(source), str(folder / "out"), 6)
    assert killed and killed[0], "the worker was killed while it cleaned"


def main():
    os.environ["MTMEND"] = mtmend = str(pathlib.Path(sys.argv[1]).resolve())
    recipes = [with_slurm]
    if shutil.which("parallel"):
        recipes.append(with_parallel)
    try:
        import distributed  # noqa: F401
        recipes.append(with_dask)
    except ImportError:
        pass
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        os.chdir(scratch)  # where there is no mtmend.toml
        run_crashes.make_folder(scratch / "articles", 1500)
        run_crashes.make_records(scratch / "dump.jsonl", 900)  # the first broken one is the 997th
        for source in (scratch / "articles", scratch / "dump.jsonl"):
            wanted = single(mtmend, source, scratch / "single")
            for recipe in recipes:
                folder = scratch / recipe.__name__
                folder.mkdir()
                recipe(source, folder)
                found += compare(f"{recipe.__name__} of {source.name}", folder, wanted)
                shutil.rmtree(folder)
            shutil.rmtree(scratch / "single")
    for problem in found:
        print(problem)
    print(f"{len(recipes)} recipes, {len(found)} problems")
    return 1 if found else 77 if len(recipes) == 1 else 0


if __name__ == "__main__":
    sys.exit(main())
