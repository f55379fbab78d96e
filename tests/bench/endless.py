#!/usr/bin/env python3
"""Memory does not grow with the input: endless.py MTMEND [--megabytes N] [--jobs N] [--most MIB] [-- OPTION…]

Pipes so many megabytes of generated JSON Lines, a quarter of the articles damaged, through `mtmend clean`, text and log to
/dev/null, and tells the peak of its memory and MB/s. Fails where the peak is above --most.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import time

import material

MARK = b"@@@@@@@@@@@@"


def block(texts, size):
    """Some `size` bytes of records, with MARK for a number in their ids."""
    dice, records, made = random.Random(4), [], 0
    while made < size:
        n = len(records)
        text = dice.choice(texts)
        records.append(json.dumps({"id": f"{MARK.decode()}-{n}", "text": text if n % 4 else material.damaged(text, n)}, ensure_ascii=n % 2 == 0) + "\n")
        made += len(records[-1].encode())
    return "".join(records).encode()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("mtmend")
    parser.add_argument("--megabytes", type=int, default=20)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--most", type=int, help="MiB")
    at = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    given, options = parser.parse_args(sys.argv[1:at]), sys.argv[at + 1:]
    records = block(material.sample_texts(), 1_000_000)
    command = [given.mtmend, "clean", "--isolated", "--format", "jsonl", "-j", given.jobs, "-o", "/dev/null", "--log", "/dev/null", *options]
    begin = time.monotonic()
    running = subprocess.Popen(command, stdin=subprocess.PIPE)
    written = number = 0
    try:
        with running.stdin as stream:
            while written < given.megabytes * 1_000_000:
                number += 1
                stream.write(records.replace(MARK, b"%012d" % number))
                written += len(records)
                if number % 1000 == 0:
                    print(f"  {written / 1e6:.0f} MB after {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
    except BrokenPipeError:
        pass
    _, status, usage = os.wait4(running.pid, 0)
    seconds = time.monotonic() - begin
    peak, cpu = usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime
    print(f"{written / 1e6:.0f} MB in {seconds:.0f} s, {written / 1e6 / seconds:.1f} MB/s by the clock, {written / 1e6 / cpu:.1f} MB/s a CPU; peak {peak:.0f} MiB")
    if os.waitstatus_to_exitcode(status):
        return f"mtmend ended with status {os.waitstatus_to_exitcode(status)}"
    if given.most and peak > given.most:
        return f"the peak is above {given.most} MiB"
    return 0


if __name__ == "__main__":
    sys.exit(main())
