#!/usr/bin/env python3
"""The commands that documents show do what they show: run_snippets.py MTMEND [--accept] [DOCUMENT…]

Each document's blocks are done from top to bottom in a folder of its own, with `mtmend` on the path and the repository's
samples and dictionaries beside:
  ```console          `$ command`, lines behind it that begin with `> `, and what it prints. `…` stands for anything: in a
                      line, or alone for any number of lines
  ```LANGUAGE file=X  is written to the file X
  ```console not-run  is only counted (and why is said there, or is plain): few
Any other block must name a language and is not run. --accept writes what was printed into the documents; read the
difference before you commit it.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parents[1]
most_not_run = 8
block = re.compile(r"^( *)```(.*)\n((?:.*\n)*?)\1```$", re.M)


def documents():
    places = ("*.md", "docs/*.md", "dictionaries/*.md", "stages/*.md", "pipeline/*.md", "samples/*/*.md", "tests/*/README.md")
    return [path for place in places for path in sorted(root.glob(place))]


def examples(text):
    """[(command, what it prints)]"""
    found = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append([line[2:], []])
        elif line.startswith("> ") and found and not found[-1][1]:
            found[-1][0] += "\n" + line[2:]
        elif found:
            found[-1][1].append(line)
        else:
            raise ValueError(f"a console block begins with '$ ', not with '{line}'")
    return [(command, "".join(f"{line}\n" for line in lines)) for command, lines in found]


def matches(wanted, got):
    parts = []
    for line in wanted.splitlines():
        parts.append(r"(?:.*\n)*" if line.strip() == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n")
    return re.fullmatch("".join(parts), got if got.endswith("\n") or not got else got + "\n") is not None


class Document:
    def __init__(self, path, mtmend, folder):
        self.path, self.folder = path, folder
        self.environment = {"PATH": f"{mtmend.parent}:/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
        self.problems, self.counts = [], {"run": 0, "not-run": 0, "written": 0, "other": 0}

    def run(self, command):
        done = subprocess.run(["bash", "-c", command], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        return done.stdout.decode("utf-8"), done.returncode

    def do(self, match):
        """The block as it should be."""
        indent, information, text = match[1], match[2].split(), match[3]
        place = f"{self.path.relative_to(root)}:{self.text.count(chr(10), 0, match.start()) + 1}"
        body = "".join(line.removeprefix(indent) for line in text.splitlines(True))
        files = [word.removeprefix("file=") for word in information if word.startswith("file=")]
        if not information:
            self.problems.append(f"{place}: a block without a language; write ```console, or what it is")
        elif files:
            (self.folder / files[0]).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / files[0]).write_text(body, encoding="utf-8")
            self.counts["written"] += 1
        elif information == ["console"]:
            return match[0][:match.start(3) - match.start()] + self.console(place, indent, body) + f"{indent}```"
        else:
            self.counts["not-run" if "not-run" in information else "other"] += 1
        return match[0]

    def console(self, place, indent, body):
        out = ""
        for command, wanted in examples(body):
            got, status = self.run(command)
            self.counts["run"] += 1
            right = matches(wanted, got)
            if not right:
                self.problems.append(f"{place}: $ {command}\n--- prints\n{got}--- not\n{wanted}---")
            if status > 1 and "mtmend: " not in got:
                self.problems.append(f"{place}: $ {command}\nends with status {status}: {got}")
            shown = wanted if right else got if got.endswith("\n") or not got else got + "\n"
            out += "".join(f"{indent}{line}\n" if line else "\n" for line in ("$ " + command.replace("\n", "\n> ") + "\n" + shown).splitlines())
        return out

    def do_all(self, accept):
        self.text = self.path.read_text(encoding="utf-8")
        new = block.sub(self.do, self.text)
        if accept and new != self.text:
            self.path.write_text(new, encoding="utf-8")


def main():
    accept = "--accept" in sys.argv
    names = [name for name in sys.argv[2:] if name != "--accept"]
    mtmend = pathlib.Path(sys.argv[1]).resolve()
    total, problems = {}, []
    for path in [pathlib.Path(name).resolve() for name in names] or documents():
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            shutil.copytree(root / "samples", folder / "samples", ignore=shutil.ignore_patterns("__pycache__", "build"))
            (folder / "dictionaries").symlink_to(root / "dictionaries")  # the built-in ones, not others with the same rules
            document = Document(path, mtmend, folder)
            document.do_all(accept)
        problems += document.problems
        for key, count in document.counts.items():
            total[key] = total.get(key, 0) + count
    if total.get("not-run", 0) > most_not_run:
        problems.append(f"{total['not-run']} blocks are marked not-run; more than {most_not_run} are too many")
    for problem in problems:
        print(problem)
    print(f"commands run: {total['run']}, files written: {total['written']}, blocks not run: {total['not-run']} console, {total['other']} others; problems: {len(problems)}")
    return 1 if problems and not accept else 0


sys.exit(main())
