#!/usr/bin/env python3
"""The manual, completion for shells and docs/reference: check_documents.py MTMEND GENERATED

GENERATED is the folder of the build that they were written to. Every command and option that `mtmend help` knows stands
in all of them, man and mandoc have nothing to say about the manual, each shell completes what it should (zsh and fish
where they are installed), and docs/reference is as the build would write it.
"""
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

root = pathlib.Path(__file__).resolve().parents[1]
found = []


def expect(condition, problem):
    if not condition:
        found.append(problem)


def output_of(command, **rest):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, **rest).stdout


def options_of(mtmend):
    """What the program itself says: command -> options without their dashes."""
    commands = re.findall(r"^  ([a-z]+) ", output_of([mtmend, "help"]), re.M)
    return {c: re.findall(r"^  (?:-\w, |    )--([a-z-]+)", output_of([mtmend, "help", c]), re.M) for c in commands if c != "help"}


def check_manual(page, options):
    text = page.read_text(encoding="utf-8")
    if shutil.which("mandoc"):
        expect(not (said := output_of(["mandoc", "-T", "lint", page])), f"mandoc: {said}")
    if shutil.which("man"):
        said = subprocess.run(["man", "--warnings", "-l", page], capture_output=True, text=True, env={**os.environ, "MANWIDTH": "80"})
        expect(said.returncode == 0 and not said.stderr, f"man: {said.stderr}")
    for command, names in options.items():
        expect(f"\\fBmtmend {command}\\fR" in text, f"{page.name} lacks the command {command}")
        for name in names:
            expect(f"\\fB\\-\\-{name}\\fR".replace("-", "\\-").replace("\\\\-", "\\-") in text, f"{page.name} lacks --{name}")


def check_reference(folder, options):
    text = (folder / "options.md").read_text(encoding="utf-8")
    for command, names in options.items():
        section = text.split(f"\n## mtmend {command}\n")[1].split("\n## ")[0]
        for name in set(names) - {"help"}:
            expect(f"(#--{name})" in section, f"options.md lacks --{name} at {command}")
            expect(f"\n### --{name}\n" in text, f"options.md does not explain --{name}")
    kept = root / "docs/reference"
    for page in sorted(folder.glob("*.md")):
        same = (kept / page.name).is_file() and (kept / page.name).read_bytes() == page.read_bytes()
        expect(same, f"docs/reference/{page.name} is stale; renew it with ./dev documents, and commit it")
    expect(len(list(kept.iterdir())) == 3, "docs/reference holds pages that are not written by ./dev documents")


def answers(complete, options):
    """What every shell must offer: (words of the line, what must be there, what must not)."""
    for command, names in options.items():
        expect_all(complete, ["mtmend", command, "--"], [f"--{name}" for name in names])
    expect_all(complete, ["mtmend", ""], [*options, "help"])
    expect_all(complete, ["mtmend", "help", "cl"], ["clean"], ["check"])
    expect_all(complete, ["mtmend", "clean", "--apply", ""], ["safe", "likely", "suggestion"], ["--log"])
    expect_all(complete, ["mtmend", "clean", "--skip", "quotes,ca"], ["quotes,casing"], ["quotes,lines"])
    expect_all(complete, ["mtmend", "check", "--profile", ""], ["news", "wire"])
    expect_all(complete, ["mtmend", "clean", "--log", "art"], ["art icle.txt"])
    expect_all(complete, ["mtmend", "clean", "--dictionaries", ""], ["my-rules"], ["art icle.txt"])
    expect_all(complete, ["mtmend", "clean", "art"], ["art icle.txt"])
    expect_all(complete, ["mtmend", "explain", "spa"], ["spacing"], ["casing", "art icle.txt"])
    expect_all(complete, ["mtmend", "check", "--"], ["--report"], ["--in-place"])


def expect_all(complete, words, wanted, unwanted=()):
    offered = complete(words)
    for word in wanted:
        expect(word in offered, f"{complete.__name__}: {words} does not offer {word}: {sorted(offered)}")
    for word in unwanted:
        expect(word not in offered, f"{complete.__name__}: {words} offers {word}")


def in_bash(file, folder):
    def bash(words):
        script = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mtmend; printf "%s\\n" "${COMPREPLY[@]}"'
        return set(output_of(["bash", "--norc", "-c", script, str(file), *words], cwd=folder).splitlines())
    return bash


def in_fish(file, folder):
    def fish(words):
        line = " ".join(words)
        environment = {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / ".config")}
        lines = output_of(["fish", "--no-config", "-c", 'source $argv[1]; complete -C $argv[2]', str(file), line], cwd=folder, env=environment)
        return {line.split("\t")[0].rstrip("/").replace("\\", "") for line in lines.splitlines()}
    return fish


class Terminal:
    """A shell as people have it, behind a terminal."""

    def __init__(self, command, folder):
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "dumb", "PS1": "READY> ", "LC_ALL": "C.UTF-8"}
            os.execvpe(command[0], command, environment)
        self.read_until("READY>")

    def read_until(self, text, seconds=20):
        seen = ""
        until = time.monotonic() + seconds
        while text not in seen and (left := until - time.monotonic()) > 0:
            if select.select([self.end], [], [], left)[0]:
                seen += os.read(self.end, 65536).decode("utf-8", "replace")
        return seen

    def type(self, keys, until):
        os.write(self.end, keys.encode())
        return self.read_until(until)

    def close(self):
        os.write(self.end, b"\x15exit\r")
        os.close(self.end)
        os.waitpid(self.pid, 0)


def check_terminal(command, load, folder):
    """A key completes: what a person sees."""
    terminal = Terminal(command, folder)
    terminal.type(load + "; echo LOAD''ED\r", "LOADED")
    for keys, wanted in (("mtmend cle\t", "mtmend clean"), ("--shar\t1/2 ", "--shard"), ("--apply lik\t", "likely"),
                         ("--stages spacing,ech\t", "spacing,echoes"), ("art\t", "art\\ icle.txt")):
        seen = terminal.type(keys, wanted)
        expect(wanted in seen, f"{command[0]}: {keys!r} does not become {wanted!r}: {seen!r}")
        os.write(terminal.end, b" ")
    terminal.close()


def main():
    mtmend, generated = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    options = options_of(mtmend)
    expect(len(options) >= 7 and all(options.values()), f"'mtmend help' cannot be read: {options}")
    check_manual(generated / "mtmend.1", options)
    check_reference(generated / "reference", options)
    shells = generated / "completions"
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        (folder / "art icle.txt").touch()
        (folder / "my-rules").mkdir()
        answers(in_bash(shells / "mtmend.bash", folder), options)
        check_terminal(["bash", "--norc", "-i"], f"source {shells}/mtmend.bash; bind 'set enable-bracketed-paste off'", folder)
        if shutil.which("fish"):
            answers(in_fish(shells / "mtmend.fish", folder), options)
        if shutil.which("zsh"):
            text = (shells / "_mtmend").read_text(encoding="utf-8")
            for command, names in options.items():
                section = text.split(f"        {command})\n")[1].split(";;")[0]
                for name in names:
                    expect(re.search(rf"--{name}[=\[,}}]", section), f"_mtmend lacks --{name} at {command}")
            check_terminal(["zsh", "-f", "-i"], f"fpath+=({shells}); autoload -U compinit; compinit -u -D", folder)
    tools = [tool for tool in ("man", "mandoc", "bash", "zsh", "fish") if shutil.which(tool)]
    for problem in found:
        print(problem)
    print(f"{sum(map(len, options.values()))} options of {len(options)} commands, checked with {', '.join(tools)}: {len(found)} problems")
    return 1 if found else 0


sys.exit(main())
