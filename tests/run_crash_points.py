#!/usr/bin/env python3
"""A run that is killed before any one of its calls that change the disk: run_crash_points.py MTMEND CRASH_AT.so [--all]

For a folder, a large file of records, the same compressed, and several such in a folder, each from three beginnings (nothing there; a finished run;
a finished run of which inputs have changed): killed at every point in turn, the run is ended with --resume, and everything
must be as in an undisturbed run. Commits are made as often as can be, by MTMEND_COMMIT_EVERY=0.
"""
import gzip
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import run_crashes

# So many points are tried of each run, spread over it; all of them with --all.
most_points = 10**6 if "--all" in sys.argv else 6


def run(work, folder, **environment):
    return subprocess.run(work.command(folder, "--resume", "-j", "1"), capture_output=True, timeout=300,
                          env={**os.environ, "MTMEND_COMMIT_EVERY": "0", **environment})


def points(work, name, begin, library, scratch, wanted):
    """`begin`: the folder that every run starts from."""
    folder, count = scratch / "run", scratch / "count"
    shutil.copytree(begin, folder)
    run(work, folder, LD_PRELOAD=str(library), CRASH_COUNT=str(count))
    yield from run_crashes.differences(f"{name}, undisturbed", run_crashes.result(folder), wanted)
    calls = int(count.read_text())
    step = calls // most_points + 1
    for at in range(1, calls + 1, step):
        for second in (0, 1 + at % 7):
            shutil.rmtree(folder)
            shutil.copytree(begin, folder)
            done = run(work, folder, LD_PRELOAD=str(library), CRASH_AT=str(at))
            if done.returncode != -9:
                continue
            if second:  # and the run that takes it up is killed too
                run(work, folder, LD_PRELOAD=str(library), CRASH_AT=str(second))
            before = sorted(p.name for p in folder.iterdir())
            yield from run_crashes.check(f"{name}, point {at}", run(work, folder), work)
            found = list(run_crashes.differences(f"{name}, point {at} and {second}", run_crashes.result(folder), wanted))
            yield from (f"{each}; before the last run: {before}" for each in found[:3])
    shutil.rmtree(folder)
    print(f"  {work.source.name} to {work.output}, {name}: {calls} points", flush=True)


def problems(work, library, scratch, change):
    begin, calm = scratch / "begin", scratch / "calm"
    begin.mkdir()
    calm.mkdir()
    run(work, calm)
    yield from points(work, "from nothing", begin, library, scratch, run_crashes.result(calm))
    yield from points(work, "again", calm, library, scratch, run_crashes.result(calm))
    change()
    shutil.copytree(calm, scratch / "changed")
    run(work, scratch / "changed")
    yield from points(work, "after a change", calm, library, scratch, run_crashes.result(scratch / "changed"))
    for folder in (begin, calm, scratch / "changed"):
        shutil.rmtree(folder)


def main():
    mtmend, library = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        run_crashes.make_folder(scratch / "articles", 6)
        run_crashes.make_records(scratch / "dump.jsonl", 9)
        shutil.copytree(scratch / "articles", scratch / "mixed")
        for name in ("a.jsonl", "b.jsonl"):
            run_crashes.make_records(scratch / "mixed" / name, 5)
        (scratch / "mixed/c.jsonl.gz").write_bytes(gzip.compress((scratch / "mixed/a.jsonl").read_bytes()))
        subprocess.run([mtmend, "clean", "--isolated", scratch / "mixed/b.jsonl", "-o", scratch / "mixed/d.jsonl.zst"], check=True)

        def change(name):
            file = scratch / name
            file.write_bytes(file.read_bytes().replace(b"a", b"e", 3))

        for work, changed in ((run_crashes.Work(mtmend, scratch / "articles", "out", 0), "articles/000/000003.txt"),
                              (run_crashes.Work(mtmend, scratch / "dump.jsonl", "out.jsonl", 0), "dump.jsonl"),
                              (run_crashes.Work(mtmend, scratch / "dump.jsonl", "out.jsonl.zst", 0), "dump.jsonl"),
                              (run_crashes.Work(mtmend, scratch / "mixed", "out", 0), "mixed/a.jsonl")):
            for problem in problems(work, library, scratch, lambda: change(changed)):
                print(problem, flush=True)
                found.append(problem)
    print(f"{len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
