#!/usr/bin/env python3
"""Checks that a page needs nothing else, and that its policy lets nothing else in: check_html.py PAGE"""
import base64
import hashlib
import html.parser
import re
import sys

page = open(sys.argv[1], encoding="utf-8").read()
known = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "ol", "li", "p", "del", "ins", "small"}


class Check(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        assert tag in known, f"unexpected element {tag}"
        for name, value in attrs:
            assert name in {"lang", "charset", "http-equiv", "content", "name"}, f"unexpected attribute {name}"


Check().feed(page)
style = re.search(r"<style>(.*?)</style>", page, re.S).group(1)
digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page).group(1)
assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'", policy
