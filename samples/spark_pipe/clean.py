#!/usr/bin/env python3
"""Cleans JSON Lines with Spark: spark-submit clean.py INPUT OUTPUT [OPTION…]     (options of mtmend clean)

MTMEND is the path of mtmend on the executors (default: /usr/local/bin/mtmend).
"""
import os
import shlex
import sys


def clean(records, *options):
    """An RDD of lines of JSON, each cleaned and with its log in the field mtmend_log. A record that cannot be read fails its task."""
    mtmend = os.environ.get("MTMEND", "/usr/local/bin/mtmend")  # Spark starts it with no environment, so with no PATH
    command = [mtmend, "clean", "--isolated", "--format", "jsonl", "--jobs", "1", "--log-field", "mtmend_log", *options]
    return records.pipe(shlex.join(command), checkCode=True)


if __name__ == "__main__":
    from pyspark import SparkContext

    clean(SparkContext(appName="mtmend").textFile(sys.argv[1]), *sys.argv[3:]).saveAsTextFile(sys.argv[2])
