#!/usr/bin/env python3
"""Drives the review in a terminal, which tmux plays: run_review_terminal.py MTMEND

Edits are decided, the review is left, killed, stopped, interrupted and quit, and goes on; then `apply --decisions` makes what
was decided, byte for byte. Nothing here depends on how fast the machine is: every step waits for what it brings about.
Ends with 77 where tmux is missing."""
import json
import os
import pathlib
import pty
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time

if not shutil.which("tmux"):
    print("skipped: tmux is missing (Debian: tmux)")
    sys.exit(77)
if len(sys.argv) != 2:
    sys.exit(__doc__)
mtmend = pathlib.Path(sys.argv[1]).resolve()
patience = 120  # seconds, for one step

sources = {
    "a.txt": "The allies met in kyiv before the summit.On Thursday he spoke.\n\nSome 8,5 million euros went to the the harbour .\n",
    "b.txt": "The talks in kyiv went on , and the ministers left.\n\nThe ship left kyiv on friday.\n"}
# What the keys below decide: "kyiv" is rejected everywhere but in its first place, commas are mended as a whole rule.
wanted = {
    "a.txt": "The allies met in Kyiv before the summit.On Thursday he spoke.\n\nSome 8.50 million euros went to the harbour.\n",
    "b.txt": "The talks in kyiv went on, and the ministers left.\n\nThe ship left kyiv on Friday.\n"}


class Terminal:
    """One shell in a tmux of its own."""

    def __init__(self, folder, environment):
        self.folder = folder
        self.socket = str(folder / "tmux")
        shell = ["env", "-i", f"PATH={mtmend.parent}:{os.environ['PATH']}", f"HOME={folder}", "LC_ALL=C.UTF-8", "PS1=ready>",
                 *environment, "bash", "--norc", "--noprofile", "-i"]
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "-c", str(folder), *shell)
        self.wait("ready>")

    def tmux(self, *arguments):
        done = subprocess.run(["tmux", "-S", self.socket, *arguments], capture_output=True, text=True, encoding="utf-8",
                              env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=patience)
        assert done.returncode == 0, (arguments, done.stderr)
        return done.stdout

    def screen(self, *options):
        return self.tmux("capture-pane", "-p", *options)

    def keys(self, *keys):
        self.tmux("send-keys", *keys)

    def type(self, text):
        self.tmux("send-keys", "-l", text)

    def wait(self, text, without=None):
        until = time.monotonic() + patience
        while True:
            screen = self.screen()
            if text in screen and (without is None or without not in screen):
                return screen
            assert time.monotonic() < until, f"no '{text}' on the screen:\n{screen}"
            time.sleep(0.05)

    def run(self, command, text):
        self.type("clear; " + command)
        self.keys("Enter")
        return self.wait(text)

    def child(self):
        """The program that the shell runs."""
        shell = self.tmux("display-message", "-p", "#{pane_pid}").strip()
        children = pathlib.Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
        assert len(children) == 1, children
        assert pathlib.Path(f"/proc/{children[0]}/exe").resolve() == mtmend
        return int(children[0])

    def close(self):
        self.tmux("kill-server")


def decisions(folder):
    return [json.loads(line) for line in (folder / "log.decisions.jsonl").read_text(encoding="utf-8").splitlines()]


def decide_leave_and_go_on(terminal, folder):
    start = "mtmend review log.jsonl --source articles; echo status $?"
    screen = terminal.run(start, "1/9  0 decided  a.txt:1")
    assert "log.decisions.jsonl" in screen.splitlines()[0], screen
    assert "[-kyiv-]{+Kyiv+}" in screen and "names/place (safe)" in screen, screen
    assert screen.splitlines()[23].startswith("y yes"), screen
    terminal.keys("y")
    terminal.wait("2/9  1 decided")
    terminal.keys("n")
    terminal.wait("3/9  2 decided")
    terminal.keys("q")
    screen = terminal.wait("status 0")
    assert "log.decisions.jsonl: 2 of 9 decided" in screen and "{+" not in screen, screen
    modes = terminal.run("stty -a", "-extproc")  # its last word
    assert " echo " in modes and " icanon " in modes and " icrnl " in modes, modes

    terminal.run(start, "3/9  2 decided")
    terminal.keys("e")
    terminal.wait("instead: 8.5")
    terminal.keys("C-u")
    terminal.type("8.5")
    terminal.type("0")
    terminal.wait("instead: 8.50")
    terminal.keys("Enter")
    terminal.wait("4/9  3 decided")
    terminal.keys("J", "J")
    terminal.wait("6/9  3 decided")
    terminal.keys("N")
    terminal.wait("3 edits: rejected with this change.")
    assert [d["scope"] for d in decisions(folder)] == ["edit", "edit", "edit", "change"]


def kill_and_go_on(terminal, folder):
    os.kill(terminal.child(), signal.SIGKILL)
    terminal.wait("status 137")
    assert len(decisions(folder)) == 4
    # What a kill leaves of the terminal is the shell's; a machine that goes down in the middle of a line leaves part of it.
    with open(folder / "log.decisions.jsonl", "a", encoding="utf-8") as file:
        file.write('{"schema":"mtmend-decision/1","scope":"ru')
    terminal.keys("C-j")
    terminal.type("stty sane; clear; mtmend review log.jsonl --source articles; echo status $?")
    terminal.keys("C-j")
    terminal.wait("4/9  5 decided")
    assert len(decisions(folder)) == 4


def stop_and_go_on(terminal):
    terminal.keys("C-z")
    terminal.wait("Stopped")
    assert " echo " in terminal.run("stty -a", "-extproc")
    terminal.run("fg; echo status $?", "4/9  5 decided")
    terminal.keys("?")
    terminal.wait("take back the last decision")
    terminal.tmux("resize-window", "-x", "50", "-y", "12")
    terminal.keys("x")
    screen = terminal.wait("y n e Y N R")
    assert len(screen.splitlines()) <= 12 and "[-the the-]{+the+}" in screen, screen
    terminal.tmux("resize-window", "-x", "80", "-y", "24")
    terminal.wait("y yes")


def decide_the_rest(terminal):
    terminal.keys("j", "j")
    terminal.wait("7/9  5 decided")
    terminal.type("/before-comma")
    terminal.keys("Enter")
    terminal.wait("Found from the beginning on.")
    terminal.keys("R")
    terminal.wait("y/n: accept/reject all edits of spacing/before-comma")
    terminal.keys("n")
    terminal.wait("1 edit of spacing/before-comma: rejected")
    terminal.keys("u")
    terminal.wait("The last decision is taken back.")
    terminal.keys("R")
    terminal.wait("y/n: accept/reject all edits of spacing/before-comma")
    terminal.keys("y")
    terminal.wait("1 edit of spacing/before-comma: accepted")
    terminal.keys("C-c")
    terminal.wait("status 130")
    assert " echo " in terminal.run("stty -a", "-extproc")


def quit_and_be_as_before(terminal):
    terminal.run("mtmend review log.jsonl --decisions other.jsonl; echo status $?", "1/9  0 decided")
    assert terminal.tmux("display-message", "-p", "#{alternate_on}").strip() == "1"
    terminal.keys("C-\\")
    terminal.wait("status 131")
    # The shell mends the modes of a program that a signal killed, but not the page.
    assert terminal.tmux("display-message", "-p", "#{alternate_on}").strip() == "0"
    assert " echo " in terminal.run("stty -a", "-extproc")


def go_on_where_stopping_is_ignored(terminal, folder):
    (folder / "ignoring.py").write_text(
        "import os, signal, sys\nsignal.signal(signal.SIGTSTP, signal.SIG_IGN)\nos.execvp(sys.argv[1], sys.argv[1:])\n")
    terminal.run(f"'{sys.executable}' ignoring.py mtmend review log.jsonl --decisions other.jsonl; echo status $?",
                 "1/9  0 decided")
    terminal.keys("C-z")
    terminal.keys("?")
    terminal.wait("take back the last decision")
    terminal.keys("x")
    terminal.wait("y yes")
    terminal.keys("q")
    terminal.wait("status 0")


def wait_until(holds, what):
    until = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < until, what
        time.sleep(0.01)


def wait_for_a_slow_terminal(folder):
    """Where stdout does not block and nobody reads it, the review sleeps, and the terminal is as before in the end."""
    master, slave = pty.openpty()
    modes = termios.tcgetattr(slave)
    os.set_blocking(slave, False)
    os.set_blocking(master, False)
    review = subprocess.Popen([mtmend, "review", "log.jsonl", "--decisions", "other.jsonl"], cwd=folder, stdin=slave,
                              stdout=slave, start_new_session=True, env={**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8"})
    room = select.poll()
    room.register(slave, select.POLLOUT)
    shown = b""

    def read():
        nonlocal shown
        try:
            shown += os.read(master, 65536)
        except BlockingIOError:
            return False
        return True

    def is_full():
        if room.poll(0):
            os.write(master, b"?x")
            return False
        return True

    def is_asleep():
        return pathlib.Path(f"/proc/{review.pid}/stat").read_text().rpartition(")")[2].split()[0] == "S"

    def is_in_handler():
        blocked = pathlib.Path(f"/proc/{review.pid}/status").read_text().partition("SigBlk:")[2].split()[0]
        return int(blocked, 16) >> (signal.SIGTERM - 1) & 1

    def has_ended():
        read()
        return review.poll() is not None

    try:
        wait_until(lambda: read() and b"1/9" in shown, "no first screen")
        wait_until(is_full, "the terminal takes everything")
        wait_until(lambda: all(is_asleep() or time.sleep(0.01) for _ in range(100)), "it does not wait, but tries all the time")
        review.terminate()
        wait_until(lambda: review.poll() is not None or (is_in_handler() and is_asleep()), "it does not heed the signal")
        wait_until(has_ended, "it does not end")
        while read():
            pass
        assert review.returncode == 128 + signal.SIGTERM, review.returncode
        assert shown.endswith(b"\x1b[?1049l"), shown[-100:]
        assert termios.tcgetattr(slave) == modes
    finally:
        review.kill()
        review.wait()
        os.close(master)
        os.close(slave)


def apply_what_was_decided(folder):
    subprocess.run([mtmend, "apply", "log.jsonl", "--source", "articles", "--decisions", "log.decisions.jsonl", "-o", "out",
                    "--isolated"], cwd=folder, check=True)
    got = {name: (folder / "out" / name).read_text(encoding="utf-8") for name in sources}
    assert got == wanted, got


def without_colours_or_a_terminal_that_can_do_more(folder):
    terminal = Terminal(folder, ["TERM=screen", "NO_COLOR=1"])
    try:
        terminal.run("mtmend review log.jsonl --decisions other.jsonl", "1/9  0 decided")
        assert "\x1b" not in terminal.screen("-e"), terminal.screen("-e")
        os.kill(terminal.child(), signal.SIGTERM)
        terminal.wait("ready>", "decided")
        terminal.run("export TERM=dumb; mtmend review log.jsonl --decisions other.jsonl", "1/9  0 decided")
        assert "\x1b" not in terminal.screen("-e")
        terminal.keys("q")
        terminal.wait("0 of 9 decided")
    finally:
        terminal.close()


def main():
    with tempfile.TemporaryDirectory(prefix="mtmend-tmux-", ignore_cleanup_errors=True) as scratch:
        folder = pathlib.Path(scratch)
        (folder / "articles").mkdir()
        for name, text in sources.items():
            (folder / "articles" / name).write_text(text, encoding="utf-8")
        subprocess.run([mtmend, "clean", "articles", "-o", "clean", "--log", "log.jsonl", "--isolated"], cwd=folder, check=True)
        terminal = Terminal(folder, ["TERM=screen"])
        try:
            decide_leave_and_go_on(terminal, folder)
            kill_and_go_on(terminal, folder)
            stop_and_go_on(terminal)
            decide_the_rest(terminal)
            quit_and_be_as_before(terminal)
            go_on_where_stopping_is_ignored(terminal, folder)
        finally:
            terminal.close()
        apply_what_was_decided(folder)
        without_colours_or_a_terminal_that_can_do_more(folder)
        wait_for_a_slow_terminal(folder)
    print("decided, left, killed, stopped, interrupted, quit, gone on, applied")


main()
