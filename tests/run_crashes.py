#!/usr/bin/env python3
"""A run may end at any moment and be taken up again: run_crashes.py MTMEND [--rounds N] [--articles N] [--tmpfs]

Makes a batch of small articles, once as a folder and once as one file of records, cleans it undisturbed, and then again
and again with --resume, killed (kill -9, now and then SIGTERM or SIGINT) at random moments, until it is done. Outputs,
log, manifest and summary (but for its times) must be those of the undisturbed run, and nothing else may be left.
The same for shards side by side, for several numbers of threads, and where the disk is full (a limit on the size of
files; with --tmpfs a tmpfs of 64 MB, which needs root).
"""
import argparse
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import jsonschema

root = pathlib.Path(__file__).resolve().parents[1]
samples = root / "samples" / "articles"
chance = random.Random(11)


def schema(name):
    return jsonschema.Draft202012Validator(json.loads((root / "pipeline/log" / name).read_text(encoding="utf-8")))


manifest_line, summary_schema, log_line = schema("manifest.schema.json"), schema("summary.schema.json"), schema("log.schema.json")


def texts(count):
    sentences = [s for f in sorted(samples.glob("*.txt")) for s in f.read_text(encoding="utf-8").split("\n") if s.strip()]
    for _ in range(count):
        yield "\n\n".join(chance.sample(sentences, chance.randint(1, 3))) + "\n"


def make_folder(folder, count):
    for number, text in enumerate(texts(count)):
        place = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def make_records(file, count):
    with open(file, "w", encoding="utf-8") as out:
        for number, text in enumerate(texts(count)):
            record = {"text": text, "n": number} if number % 3 else {"id": f"r{number}", "text": text}
            out.write("{broken\n" if number % 997 == 996 else json.dumps(record, ensure_ascii=number % 2 == 0) + "\n")


def without_times(summary):
    found = json.loads(summary)
    summary_schema.validate(found)
    del found["run"]
    return json.dumps(found, sort_keys=True).encode()


def result(folder):
    """Every file of a run's folder, with what may differ left out."""
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    return {name: without_times(content) if name == "summary.json" else content for name, content in files.items()}


class Work:
    """One batch: how it is cleaned into a folder."""

    def __init__(self, mtmend, source, output, status):
        self.mtmend, self.source, self.output, self.status = mtmend, source, output, status

    def command(self, folder, *more):
        return [str(self.mtmend), "clean", "--isolated", str(self.source), "-o", str(folder / self.output), "--log", str(folder / "log.jsonl"),
                "--summary", str(folder / "summary.json"), "--on-error", "pass", *more]

    def run(self, folder, *more, resume=True, **settings):
        return subprocess.run(self.command(folder, *(["--resume"] if resume else []), *more), capture_output=True, timeout=3600, **settings)


def differences(name, got, wanted):
    for file in sorted(set(got) | set(wanted)):
        if got.get(file) != wanted.get(file):
            yield f"{name}: {file} {'is left' if file not in wanted else 'is missing' if file not in got else 'differs'}"


def check(name, done, work):
    if done.returncode != work.status:
        yield f"{name}: exit status {done.returncode}, not {work.status}: {done.stderr.decode()}"


def kill_once(work, folder, seconds):
    """True where the run was killed before it ended."""
    running = subprocess.Popen(work.command(folder, "--resume", "-j", chance.choice("12")), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        running.wait(timeout=seconds)
        return False
    except subprocess.TimeoutExpired:
        running.send_signal(chance.choice([signal.SIGKILL] * 8 + [signal.SIGTERM, signal.SIGINT]))
        running.wait()
        return True


def killed(work, scratch, wanted, seconds, rounds):
    """`rounds` kills in all; the folder is begun anew when a run comes to its end."""
    kills = finished = 0
    folder = scratch / "killed"
    while kills < rounds or folder.exists():  # the last kill is followed by a run that ends
        folder.mkdir(exist_ok=True)
        # Some moments in the first part of what is left, some anywhere, some where everything gets its name.
        if kills < rounds and kill_once(work, folder, chance.uniform(0.05, 1.05) * seconds * chance.choice([0.3, 1, 1])):
            kills += 1
            if chance.random() < 0.7:
                continue
        before = [(p.relative_to(folder).as_posix(), p.stat().st_size) for p in folder.rglob("*") if "unfinished" in p.name or p.parent == folder]
        yield from check("killed", work.run(folder, "-j", "2"), work)
        found = list(differences("killed", result(folder), wanted))
        yield from (f"{each}; before the last run: {before}" for each in found[:5])
        finished += 1
        shutil.rmtree(folder)
    print(f"  {work.source.name}: {kills} kills, {finished} runs compared")


def everything_is_proven(work, folder):
    """A finished run does nothing again, and a damage is seen and mended."""
    wanted = result(folder)
    yield from differences("again", (work.run(folder), result(folder))[1], wanted)
    found = subprocess.run(work.command(folder, "--check-manifest"), capture_output=True)
    if found.returncode or found.stdout:
        yield f"check-manifest: {found.returncode} {found.stdout.decode()[:300]} {found.stderr.decode()}"
    for victim in [folder / "log.jsonl", max(p for p in folder.rglob("*") if p.suffix in (".txt", ".jsonl") and p.parts[-1] != "log.jsonl" and "manifest" not in p.name and p.stat().st_size)]:
        content = victim.read_bytes()
        at = len(content) // 2
        victim.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1:])
        found = subprocess.run(work.command(folder, "--check-manifest"), capture_output=True)
        if found.returncode != 1 or b"differs" not in found.stdout:
            yield f"check-manifest does not see the damage of {victim.name}: {found.returncode} {found.stdout.decode()[:300]}"
        yield from check("mending", work.run(folder), work)
        yield from differences("mended", result(folder), wanted)
    for line in (folder / f"{work.output}.manifest.jsonl").read_text(encoding="utf-8").splitlines()[:200]:
        manifest_line.validate(json.loads(line))


def shards(work, scratch, wanted, count):
    """The shards joined are the whole."""
    log = b""
    output, files = b"", {}
    for number in range(1, count + 1):
        folder = scratch / f"shard{number}"
        folder.mkdir()
        done = work.run(folder, "--shard", f"{number}/{count}", "-j", chance.choice("12"))
        if done.returncode not in (0, 3):
            yield f"shard {number}/{count}: {done.stderr.decode()}"
        found = result(folder)
        log += found.pop("log.jsonl")
        output += found.pop(work.output, b"")
        for name, content in found.items():
            if name.startswith(work.output + "/"):
                if name in files:
                    yield f"shard {number}/{count}: {name} is there twice"
                files[name] = content
        shutil.rmtree(folder)
    joined = {"log.jsonl": log, **files, **({work.output: output} if work.source.is_file() else {})}
    yield from differences(f"{count} shards", joined, {k: v for k, v in wanted.items() if "manifest" not in k and k != "summary.json"})


def full_disk(work, scratch, wanted, tmpfs):
    """A clear error, and when there is room the run goes on."""
    folder = scratch / "full"
    folder.mkdir()
    limit = {}
    try:
        if tmpfs:
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", folder], check=True)
            size = sum(len(v) for v in wanted.values())
            filler = max(64 * 2**20 - int(size * 0.6), 0)
            (folder / "filler").write_bytes(bytes(filler))
        else:
            largest = max(len(v) for v in wanted.values())
            limit = {"preexec_fn": lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.setrlimit(resource.RLIMIT_FSIZE, (largest // 2, largest // 2)))}
        done = work.run(folder, **limit)
        error = done.stderr.decode()
        if done.returncode != 2 or error.count("\n") != 1 or ("No space left" not in error and "too large" not in error):
            yield f"full disk: exit status {done.returncode}: {error}"
        if (folder / "log.jsonl").exists():
            yield "full disk: the log has its name before it is whole"
        for name, content in result(folder).items():
            if not name.startswith(".") and "/." not in name and name != "filler" and wanted.get(name) != content:
                yield f"full disk: {name} is half-written"
        (folder / "filler").unlink(missing_ok=True)
        print(f"  full disk: {error.strip()}")
        if tmpfs:
            subprocess.run(["mount", "-o", "remount,size=1g", folder], check=True)
        yield from check("after the full disk", work.run(folder), work)
        yield from differences("after the full disk", result(folder), wanted)
    finally:
        if tmpfs:
            subprocess.run(["umount", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def problems(work, scratch, rounds, tmpfs):
    plain = scratch / "plain"
    plain.mkdir()
    yield from check("plain", work.run(plain, "-j", "1", resume=False), work)
    wanted = result(plain)
    calm = scratch / "calm"
    calm.mkdir()
    begin = time.monotonic()
    yield from check("undisturbed", work.run(calm, "-j", "2"), work)
    seconds = time.monotonic() - begin
    print(f"  {work.source.name}: {seconds:.1f} s undisturbed, {sum(map(len, wanted.values())) / 1e6:.1f} MB of results")
    found = result(calm)
    manifest = f"{work.output}.manifest.jsonl"
    yield from differences("with a manifest", {k: v for k, v in found.items() if k != manifest}, wanted)
    wanted = found
    yield from everything_is_proven(work, calm)
    shutil.rmtree(calm)
    for count in (2, 3, 7):
        yield from shards(work, scratch, wanted, count)
    yield from killed(work, scratch, wanted, seconds, rounds)
    yield from full_disk(work, scratch, wanted, tmpfs)
    shutil.rmtree(plain)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("mtmend", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--tmpfs", action="store_true")
    given = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        make_folder(scratch / "articles", given.articles)
        make_records(scratch / "dump.jsonl", max(given.articles, 6000))
        mtmend = given.mtmend.resolve()
        for work in (Work(mtmend, scratch / "articles", "out", 0), Work(mtmend, scratch / "dump.jsonl", "out.jsonl", 3)):
            found += problems(work, scratch, given.rounds, given.tmpfs)
    for problem in found:
        print(problem)
    print(f"{len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
