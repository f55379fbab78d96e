#!/usr/bin/env python3
"""The same bytes for any number of threads: run_jobs.py MTMEND [SHARE]

Runs `mtmend clean` and `check` with -j 1, 2 and 7 on the sample articles and on 2,000 generated records (a SHARE-th part
of them, for slow builds), some of them broken, in every shape that input and output can take; stdout, stderr, exit status
and all files must be equal.
"""
import gzip
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


def table(count, broken_from):
    """CSV of the same texts; from the record `broken_from` on, some rows are broken."""
    yield "id,text,n\r\n"
    for number, line in enumerate(records(count, count)):
        text = json.loads(line)["text"].replace('"', '""')
        is_broken = number >= broken_from and number % 50 == 0
        yield f'{number},"{text}",{"x,y" if is_broken else "1.10"}\r\n'


def alike(count):
    """Texts of some 200 words, each like one of 40 in more or less of them."""
    chance = random.Random(8)
    words = sorted({w for f in samples.glob("*.txt") for w in f.read_text(encoding="utf-8").split()})
    texts = [[chance.choice(words) for _ in range(200)] for _ in range(40)]
    for number in range(count):
        text = list(chance.choice(texts))
        for _ in range(chance.choice([0, 1, 3, 6, 12, 40])):
            text[chance.randrange(len(text))] = chance.choice(words)
        yield json.dumps({"title": " ".join(text[:2]), "text": " ".join(text)}) + "\n"


def wet(count):
    for number, line in enumerate(records(count, count)):
        block = json.loads(line)["text"].encode("utf-8")
        yield (f"WARC/1.0\r\nWARC-Type: {'conversion' if number else 'warcinfo'}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
               f"Content-Length: {len(block)}\r\n\r\n").encode("ascii") + block + b"\r\n\r\n"


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
    yield "records in gzip", ["clean", "good.jsonl.gz", "-o", "out.jsonl.zst", "--log", "log.jsonl.gz"], None, 0
    yield "a table", ["clean", "good.csv", "-o", "out.csv.gz", "--log", "log.jsonl"], None, 0
    yield "a table, broken, passed", ["clean", "broken.csv", "-o", "out.csv", "--log", "log.jsonl", "--on-error", "pass"], None, 3
    yield "a table, broken, stopped", ["clean", "broken.csv", "-o", "out.csv"], None, 2
    yield "a table with logs in it", ["clean", "good.csv", "--log-field", "log"], None, 0
    yield "records with logs in them", ["clean", "good.jsonl", "--log-field", "log", "--text-field", "id,text"], None, 0
    yield "WET", ["clean", "good.warc.wet.gz", "-o", "out.wet", "--log", "log.jsonl"], None, 0
    yield "WET, cut", ["clean", "cut.wet", "-o", "out.wet"], None, 2
    yield "diff of records", ["clean", "good.jsonl", "--diff"], None, 0
    yield "duplicates", ["clean", "articles", "good.jsonl", "many.jsonl", "-o", "out", "--log", "log.jsonl", "--dedup", "--summary", "-"], None, 0
    yield "duplicates in records", ["clean", "many.jsonl", "--dedup", "--log-field", "log", "--text-field", "text,title"], None, 0
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
    share = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as scratch:
        given = pathlib.Path(scratch)
        shutil.copytree(samples, given / "articles")
        (given / "good.jsonl").write_text("".join(records(400 // share, 400)), encoding="utf-8")
        (given / "broken.jsonl").write_text("".join(records(2000 // share, 1234 // share)), encoding="utf-8")
        (given / "many.jsonl").write_text("".join(alike(600 // share)), encoding="utf-8")
        (given / "good.jsonl.gz").write_bytes(gzip.compress((given / "good.jsonl").read_bytes(), mtime=0))
        (given / "good.csv").write_text("".join(table(400 // share, 400)), encoding="utf-8", newline="")
        (given / "broken.csv").write_text("".join(table(1000 // share, 600 // share)), encoding="utf-8", newline="")
        (given / "good.warc.wet.gz").write_bytes(b"".join(gzip.compress(record, mtime=0) for record in wet(300 // share)))
        (given / "cut.wet").write_bytes(b"".join(wet(300 // share))[:-1000])
        found = list(problems(mtmend, given))
    for problem in found:
        print(problem)
    print(f"{len(list(shapes()))} shapes, {len(found)} differences")
    return 1 if found else 0


sys.exit(main())
