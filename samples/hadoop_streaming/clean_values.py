#!/usr/bin/env python3
"""A mapper or reducer for Hadoop Streaming: lines of KEY, a tab and a record in, the same with the record cleaned out.

usage: clean_values.py [OPTION…]     (options of mtmend clean; MTMEND is its path, default: mtmend)
"""
import os
import queue
import subprocess
import sys
import threading

keys = queue.SimpleQueue()  # no longer than what mtmend holds at a time
without_tab = []
command = [os.environ.get("MTMEND", "mtmend"), "clean", "--isolated", "--format", "jsonl", "--jobs", "1", "--log-field", "mtmend_log"]
cleaner = subprocess.Popen(command + sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def feed():
    try:
        with cleaner.stdin as records:
            for line in sys.stdin.buffer:
                key, tab, record = line.partition(b"\t")
                if not tab:
                    without_tab.append(line)
                    break
                keys.put(key + tab)
                records.write(record)
    except BrokenPipeError:  # mtmend has stopped, and its status says why
        pass


threading.Thread(target=feed, daemon=True).start()
for record in cleaner.stdout:
    sys.stdout.buffer.write(keys.get() + record)
status = cleaner.wait()
if without_tab:
    sys.exit(f"clean_values.py: no tab between key and record: {without_tab[0][:80]!r}")
sys.exit(status)
