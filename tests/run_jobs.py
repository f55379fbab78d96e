#!/usr/bin/env python3
"""The same bytes for any number of threads: run_jobs.py MTMEND

Runs `mtmend clean` and `check` with -j 1, 2 and 7 on the sample articles and on 2,000 generated records, some of them
broken, in every shape that input and output can take; stdout, stderr, exit status and all files must be equal.
"""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

samples = pathlib.Path(__file__).resolve().parents[1] / "samples" / "articles"
jobs = ("1", "2", "7")


def records(count, broken_from):
    """JSON Lines; from the record `broken_from` on, some are broken in one way or the other, or blank."""
    chance = random.Random(7)
    sentences = [s for f in sorted(samples.glob("*.txt")) for s in f.read_text(encoding="utf-8").split("\n") if s.strip()]
    for number in range(count):
        text = "\n\n".join(chance.sample(sentences, chance.randint(1, 4)))
        line = json.dumps({"id": f"r{number}", "text": text}, ensure_ascii=number % 2 == 0)
        if number >= broken_from and number % 50 == broken_from % 50:
            line = chance.choice([line[:-3], '{"id": 7}', '{"text": 7}', "", "   ", '{"text": "\\ud800"}'])
        yield line + "\n"


def files_in(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def run(mtmend, count, arguments, stdin, given):
    """Everything that can be seen of one run, in a fresh copy of `given`."""
    with tempfile.TemporaryDirectory() as scratch:
        work = pathlib.Path(scratch) / "work"
        shutil.copytree(given, work)
        command = [str(mtmend), arguments[0], "-j", count, "--isolated", *arguments[1:]]
        with open(work / stdin if stdin else "/dev/null", "rb") as source:
            done = subprocess.run(command, cwd=work, stdin=source, capture_output=True, timeout=600)
        return {"status": done.returncode, "stdout": done.stdout, "stderr": done.stderr, "files": files_in(work)}


def shapes():
    """Name, arguments, file for stdin, wanted exit status."""
    yield "samples", ["clean", "articles", "-o", "out", "--log", "log.jsonl", "--summary", "-"], None, 0
    yield "several arguments", ["clean", "articles", "good.jsonl", "-o", "out", "--log", "log.jsonl"], None, 0
    yield "diff of a folder", ["clean", "articles", "--diff"], None, 0
    yield "in place", ["clean", "articles", "good.jsonl", "--in-place", "--log", "log.jsonl"], None, 0
    yield "records from stdin", ["clean", "--format", "jsonl", "--log", "log.jsonl"], "good.jsonl", 0
    yield "diff of records", ["clean", "good.jsonl", "--diff"], None, 0
    yield "broken, passed", ["clean", "broken.jsonl", "-o", "out.jsonl", "--log", "log.jsonl", "--summary", "-", "--on-error", "pass"], None, 3
    yield "broken, passed to stdout", ["clean", "--format", "jsonl", "--on-error", "pass", "--apply", "suggestion"], "broken.jsonl", 3
    yield "broken, stopped", ["clean", "broken.jsonl", "-o", "out.jsonl", "--log", "log.jsonl"], None, 2
    yield "broken, stopped, to stdout", ["clean", "broken.jsonl"], None, 2
    yield "broken, stopped, in place", ["clean", "articles", "broken.jsonl", "--in-place", "--log", "log.jsonl"], None, 2
    yield "check in words", ["check", "articles", "good.jsonl"], None, 1
    yield "check in JSON", ["check", "broken.jsonl", "--report", "json", "--on-error", "pass", "--offsets", "utf16"], None, 1
    yield "check in SARIF", ["check", "articles", "good.jsonl", "--report", "sarif"], None, 1
    yield "check stopped", ["check", "broken.jsonl", "--report", "sarif"], None, 2


def problems(mtmend, given):
    for name, arguments, stdin, status in shapes():
        first, *others = [run(mtmend, count, arguments, stdin, given) for count in jobs]
        if first["status"] != status:
            yield f"{name}: exit status {first['status']}, not {status}: {first['stderr'].decode()}"
        for count, other in zip(jobs[1:], others):
            yield from (f"{name}: {what} of -j {count} differs from that of -j 1" for what in first if first[what] != other[what])


def main():
    mtmend = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        given = pathlib.Path(scratch)
        shutil.copytree(samples, given / "articles")
        (given / "good.jsonl").write_text("".join(records(400, 400)), encoding="utf-8")
        (given / "broken.jsonl").write_text("".join(records(2000, 1234)), encoding="utf-8")
        found = list(problems(mtmend, given))
    for problem in found:
        print(problem)
    print(f"{len(list(shapes()))} shapes, {len(found)} differences")
    return 1 if found else 0


sys.exit(main())
