#!/usr/bin/env python3
"""mtmend behind a pipe that waits for every answer: run_coprocess.py MTMEND

Nothing is written before the answer to the last line is there, for any number of threads, and each answer is one line.
Also the samples in samples/coprocess, the one for Node where it is installed.
"""
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time

samples = pathlib.Path(__file__).resolve().parents[1] / "samples/coprocess"
patience = 60.0
found = []


def expect(condition, problem):
    if not condition:
        found.append(problem)


class Conversation:
    """Lines to mtmend, and its answers, each within the patience of the test."""

    def __init__(self, mtmend, *options):
        self.process = subprocess.Popen([mtmend, "clean", "--isolated", "--line-buffered", *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        self.unread = b""

    def say(self, line):
        self.process.stdin.write(line)

    def hear(self):
        until = time.monotonic() + patience
        while b"\n" not in self.unread:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, until - time.monotonic()))
            got = os.read(self.process.stdout.fileno(), 65536) if ready else b""
            if not got:
                return None
            self.unread += got
        line, self.unread = self.unread.split(b"\n", 1)
        return line + b"\n"

    def ask(self, line):
        self.say(line)
        return self.hear()

    def end(self):
        self.process.stdin.close()
        self.process.stdin = None
        rest, errors = self.process.communicate(timeout=patience)
        return self.process.returncode, self.unread + rest, errors.decode()


questions = [  # the first ones are as short as a line can be
    (b"{}\n", b"{}\n"),
    (b"\n", b"\n"),
    (b'{"text": "They met in kyiv."}\n', b'{"text": "They met in Kyiv."}\n'),
    (b"no JSON at all\n", b"no JSON at all\n"),
    (b'{"text": "\xff"}\n', b'{"text": "\xff"}\n'),
    (b'{"text": "cut\n', b'{"text": "cut\n'),
    (b"   \r\n", b"   \r\n"),
    (b'{"id": "long", "text": "' + b"They met in kyiv. " * 40000 + b'"}\n', b'{"id": "long", "text": "' + b"They met in Kyiv. " * 39999 + b'They met in Kyiv. "}\n'),
    (b'{"text": "Two lines.\\nThey met in kyiv."}\n', b'{"text": "Two lines.\\nThey met in Kyiv."}\n'),
]


def answers_come_at_once(mtmend, folder, jobs):
    log = folder / f"log{jobs}.jsonl"
    talk = Conversation(mtmend, "--format", "jsonl", "--on-error", "pass", "-j", jobs, "--log", log)
    articles = 0
    for question, wanted in questions:
        writer = threading.Thread(target=talk.say, args=(question,))  # a long line does not fit into the pipe
        writer.start()
        answer = talk.hear()
        writer.join()
        expect(answer == wanted, f"-j {jobs}: the answer to {question[:60]} is {answer and answer[:60]}")
        articles += question.strip() != b""
        expect(log.read_bytes().count(b"\n") == articles, f"-j {jobs}: the log is not there with the answer to {question[:60]}")
    status, rest, errors = talk.end()
    expect(status == 3 and rest == b"" and "passed through: 4" in errors, f"-j {jobs}: ends with {status}, {rest}, {errors}")
    last = json.loads(log.read_text().splitlines()[-1])
    expect(last["edits"][0]["after"] == "Kyiv", f"-j {jobs}: the log ends with {last}")


def many_lines_at_a_time(mtmend, jobs):
    """A writer that does not wait gets its answers in order, and the same."""
    talk = Conversation(mtmend, "--format", "jsonl", "-j", jobs)
    lines = [json.dumps({"id": i, "text": f"They met in kyiv {i}. " * (i % 40)}).encode() + b"\n" for i in range(500)]
    writer = threading.Thread(target=lambda: [talk.say(line) for line in lines])
    writer.start()
    for line in lines:
        answer = talk.hear()
        if answer is None or answer != line.replace(b"kyiv", b"Kyiv"):
            expect(False, f"-j {jobs}: the answer to {line[:60]} is {answer and answer[:60]}")
            break
    writer.join()
    end = talk.end()
    expect(end == (0, b"", ""), f"-j {jobs}: does not end quietly: {end}")


def plain_lines(mtmend, folder):
    """Whatever is in a line or becomes of it, it is one line."""
    (folder / "rules/spacing").mkdir(parents=True)
    (folder / "rules/spacing/breaks.toml").write_text(
        '[[rule]]\nid = "spacing/break-at-bar"\nconfidence = "safe"\nfind = \'QUX\'\nreplace = "\\n"\ntrigger = ["qux"]\nwhy = "a test"\n'
        '[rule.origin]\nfrom = ["es"]\nevidence = ["none"]\nadded = 2026-11-28\n[rule.examples]\nfixes = [["The QUX.", "The \\n."]]\n'
        'keeps = ["The vat.", "The cat."]\n', encoding="utf-8")
    talk = Conversation(mtmend, "--format", "lines", "--on-error", "pass", "--dictionaries", folder, "-j", "2")
    for question, wanted in ((b"x\n", b"x\n"), (b"They met in kyiv.\n", b"They met in Kyiv.\n"), (b"\n", b"\n"), (b"bad \xff byte\n", b"bad \xff byte\n"),
                             (b"They met in kyiv \n", b"They met in Kyiv \n"), (b"They met in kyiv.\r\n", b"They met in Kyiv.\r\n"),
                             (b"They said the QUX was there.\n", b"They said the QUX was there.\n"),
                             (b"The ministry of the&#10;city of kyiv said so.\n", b"The ministry of the city of Kyiv said so.\n"),
                             (b"Translated with www.DeepL.com/Translator\n", b"\n"), (b"which was sold\n", b"which was sold\n")):
        answer = talk.ask(question)
        expect(answer == wanted, f"lines: the answer to {question} is {answer}")
    talk.say(b"the last")
    status, rest, _ = talk.end()
    expect((status, rest) == (3, b"the last"), f"lines: ends with {status}, {rest}")


def a_bad_line_stops(mtmend):
    talk = Conversation(mtmend, "--format", "jsonl")
    expect(talk.ask(b'{"text": "kyiv"}\n') is not None, "stop: no answer before the bad line")
    talk.say(b"bad\n")
    expect(talk.hear() is None, "stop: a bad line is answered")
    status, _, errors = talk.end()
    expect(status == 2 and errors.startswith("mtmend: stdin:2:1: not JSON"), f"stop: ends with {status}, {errors}")


def refusals(mtmend, folder):
    (folder / "old.jsonl").write_text("{}\n")
    for options, text in ((["--format", "text"], "not read line by line; say --format jsonl or --format lines"), (["--format", "csv"], "not read line by line"),
                          (["--format", "jsonl", "-o", "x"], "leave out --output"), (["--format", "jsonl", "--diff"], "leave out --diff"),
                          (["--format", "jsonl", "--log", "x.jsonl.gz"], "a compressed log"), (["--format", "jsonl", "--log", folder / "old.jsonl"], "name a new file"),
                          (["--format", "jsonl", "--log", "/nowhere/x"], "cannot be written")):
        done = subprocess.run([mtmend, "clean", "--isolated", "--line-buffered", *options], input=b"", capture_output=True, cwd=folder)
        said = done.stderr.decode()
        expect(done.returncode == 2 and text in said and said.count("\n") == 1, f"{options}: status {done.returncode}, {said}")


def the_samples(mtmend, folder):
    environment = {**os.environ, "MTMEND": str(mtmend)}
    programs = [[sys.executable, samples / "clean_lines.py"]] + ([["node", samples / "clean_lines.mjs"]] if shutil.which("node") else [])
    for program in programs:
        name = pathlib.Path(program[1]).name
        process = subprocess.Popen([*program, "--isolated"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True, bufsize=1)
        for number in range(3):
            process.stdin.write(f"They met in kyiv {number}.\n")
            process.stdin.flush()
            ready, _, _ = select.select([process.stdout], [], [], patience)
            answer = process.stdout.readline() if ready else None
            expect(answer == f"They met in Kyiv {number}.\n", f"{name}: answers {answer}")
        process.communicate(timeout=patience)
        expect(process.returncode == 0, f"{name}: ends with {process.returncode}")
        broken = subprocess.run([*program, "--stage", "x"], input="A line.\n", capture_output=True, env=environment, text=True, timeout=patience)
        expect(broken.returncode != 0 and "did you mean '--stages'" in broken.stderr and "has ended with status 2" in broken.stderr, f"{name}: {broken.stderr}")
    if len(programs) > 1:
        node_is_refused_once_it_has_ended(mtmend, folder)
    return len(programs)


conversation = """
const { Cleaner } = await import(process.argv[1]);
const cleaner = new Cleaner("--isolated", ...process.argv.slice(3));
const ask = () => cleaner.clean({ text: "They met in kyiv." }).then(({ text }) => console.log(text), (error) => console.log(error.message));
const unreadable = {};
unreadable.self = unreadable;
const steps = { ask, "ask twice": () => Promise.all([ask(), ask()]), close: async () => console.log(await cleaner.close()),
  "ask and close": () => Promise.all([ask(), steps.close(), ask()]), "ask for a circle": () => cleaner.clean(unreadable).catch((error) => console.log(error.name)) };
for (const step of process.argv[2].split(", ")) await steps[step]();
console.log("end");
"""


def node_is_refused_once_it_has_ended(mtmend, folder):
    """No call to the sample for Node waits for an answer that cannot come."""
    (folder / "crash").write_text("#!/bin/sh\nread -r line\nkill -9 $$\n")
    (folder / "crash").chmod(0o755)
    right, spawn, status, killed, closed = ("They met in Kyiv.", "mtmend cannot be started: spawn /nowhere ENOENT", "mtmend has ended with status 2; its message is on stderr",
                                            "mtmend has ended with signal SIGKILL; its message is on stderr", "mtmend has been closed")
    for program, steps, options, wanted in (("/nowhere", "ask, ask, close", [], [spawn, spawn, "-2"]), ("/nowhere", "ask twice, ask twice", [], [spawn] * 4),
                                            (mtmend, "ask, ask", ["--stage", "x"], [status] * 2), (folder / "crash", "ask, ask, close, ask", [], [killed, killed, "null", killed]),
                                            (mtmend, "ask, close, ask, ask, close", [], [right, "0", closed, closed, "0"]),
                                            (mtmend, "ask and close, ask", [], sorted([right, "0", closed]) + [closed]),
                                            (mtmend, "ask for a circle, ask, close", [], ["TypeError", right, "0"])):
        try:
            done = subprocess.run(["node", "--input-type=module", "-e", conversation, (samples / "clean_lines.mjs").as_uri(), steps, *options], stdin=subprocess.DEVNULL,
                                  capture_output=True, env={**os.environ, "MTMEND": str(program)}, text=True, timeout=patience)
        except subprocess.TimeoutExpired:
            expect(False, f"clean_lines.mjs: {program}: {steps}: waits for ever")
            continue
        said = done.stdout.splitlines()
        if " and " in steps:  # those come in any order
            said[:3] = sorted(said[:3])
        expect((done.returncode, said) == (0, [*wanted, "end"]), f"clean_lines.mjs: {program}: {steps}: {done.returncode}, {said}, {done.stderr}")


def main():
    mtmend = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for jobs in ("1", "2", "7"):
            answers_come_at_once(mtmend, folder, jobs)
            many_lines_at_a_time(mtmend, jobs)
        plain_lines(mtmend, folder)
        a_bad_line_stops(mtmend)
        refusals(mtmend, folder)
        count = the_samples(mtmend, folder)
    for problem in found:
        print(problem)
    print(f"{len(questions)} questions, {count} samples, {len(found)} problems")
    return 1 if found else 0


sys.exit(main())
