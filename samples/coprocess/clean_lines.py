#!/usr/bin/env python3
"""mtmend as a co-process: one record in, one record out, for as long as the program runs.

    from clean_lines import Cleaner
    with Cleaner() as cleaner:
        record = cleaner.clean({"id": 7, "text": "They met in kyiv."})

As a program it cleans the lines of stdin, each when it comes: clean_lines.py < lines.txt
"""
import json
import os
import subprocess
import sys


class Cleaner:
    """One mtmend, for one thread at a time. `options` go to `mtmend clean`."""

    def __init__(self, *options):
        command = [os.environ.get("MTMEND", "mtmend"), "clean", "--line-buffered", "--format", "jsonl", "--on-error", "pass"]
        self.process = subprocess.Popen([*command, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def clean(self, record):
        """The record with its text cleaned. One that mtmend cannot read comes back as it is."""
        self.process.stdin.write(json.dumps(record).encode("utf-8") + b"\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"mtmend has ended with status {self.process.wait()}; its message is on stderr")
        return json.loads(answer)

    def close(self):
        """Ends it; 0, or 3 where records could not be read."""
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


if __name__ == "__main__":
    with Cleaner(*sys.argv[1:]) as cleaner:
        for line in sys.stdin:
            print(cleaner.clean({"text": line.rstrip("\n")})["text"], flush=True)
