#!/usr/bin/env python3
"""Checks that a review page needs nothing else, that its policy lets in its own script and style alone, and that its data
is JSON: check_review.py PAGE. Prints how many articles and edits there are."""
import base64
import hashlib
import html.parser
import json
import sys

page = open(sys.argv[1], encoding="utf-8", newline="").read()
parts = {"script": [], "style": [], "application/json": []}
policies = []


class Check(html.parser.HTMLParser):
    holds = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        for name in attrs:
            assert name not in {"src", "href", "srcset", "style", "action", "data"} and not name.startswith("on"), f"{tag} {name}"
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form"}, tag
        self.holds = attrs.get("type", "script") if tag == "script" else tag if tag == "style" else None
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy":
            policies.append(attrs["content"])

    def handle_endtag(self, tag):
        self.holds = None

    def handle_data(self, data):
        if self.holds:
            parts[self.holds].append(data)


Check().feed(page)
hashes = {}
for kind in ("script", "style"):
    assert len(parts[kind]) == 1, f"{len(parts[kind])} elements {kind}"
    hashes[kind] = "sha256-" + base64.b64encode(hashlib.sha256(parts[kind][0].encode()).digest()).decode()
assert policies == [f"default-src 'none'; script-src '{hashes['script']}'; style-src '{hashes['style']}'; base-uri 'none'; "
                    "form-action 'none'"], policies
blocks = [json.loads(part) for part in parts["application/json"]]
articles = [article for block in blocks for article in block.get("articles", [])]
print(len(articles), "articles,", sum(len(article["edits"]) for article in articles), "edits,", len(blocks[-1]["cards"]), "cards")
