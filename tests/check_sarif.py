#!/usr/bin/env python3
"""Checks a report in SARIF against what SARIF 2.1.0 requires and what code hosts refuse or do not show:
check_sarif.py REPORT [FOLDER]. FOLDER holds the files it is about; then every text that a fix deletes must stand where
the message says. Prints rule, place and message of each result."""
import json
import pathlib
import sys
import urllib.parse

import jsonschema

message = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1, "maxLength": 1000}}}
region = {"type": "object", "required": ["startLine"], "additionalProperties": False,
          "properties": {name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endLine", "endColumn")}}
location = {"type": "object", "required": ["uri"], "properties": {"uri": {"type": "string", "pattern": "^(file:///)?[A-Za-z0-9._~/%-]+$"}}}
schema = {
    "type": "object", "required": ["version", "runs"], "properties": {
        "$schema": {"const": "https://json.schemastore.org/sarif-2.1.0.json"}, "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["tool", "results", "columnKind"], "properties": {
            "columnKind": {"const": "unicodeCodePoints"},
            "tool": {"type": "object", "required": ["driver"], "properties": {"driver": {
                "type": "object", "required": ["name", "version", "rules"], "properties": {
                    "name": {"const": "mtmend"},
                    "rules": {"type": "array", "uniqueItems": True, "items": {
                        "type": "object", "required": ["id", "shortDescription", "fullDescription", "help"], "properties": {
                            "id": {"type": "string"}, "shortDescription": message, "fullDescription": message, "help": message,
                            "defaultConfiguration": {"type": "object", "properties": {"level": {"enum": ["none", "note", "warning", "error"]}}}}}}}}}},
            "results": {"type": "array", "items": {"type": "object", "required": ["ruleId", "level", "message", "locations"], "properties": {
                "ruleId": {"type": "string"}, "level": {"enum": ["none", "note", "warning", "error"]}, "message": message,
                "locations": {"type": "array", "minItems": 1, "maxItems": 1, "items": {"type": "object", "required": ["physicalLocation"], "properties": {
                    "physicalLocation": {"type": "object", "required": ["artifactLocation", "region"],
                                         "properties": {"artifactLocation": location, "region": region}}}}},
                "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
                "fixes": {"type": "array", "items": {"type": "object", "required": ["artifactChanges"], "properties": {
                    "artifactChanges": {"type": "array", "minItems": 1, "items": {
                        "type": "object", "required": ["artifactLocation", "replacements"], "properties": {
                            "artifactLocation": location, "replacements": {"type": "array", "minItems": 1, "items": {
                                "type": "object", "required": ["deletedRegion"], "properties": {"deletedRegion": region}}}}}}}}}}}}}}}}}

report = json.load(open(sys.argv[1], encoding="utf-8"))
jsonschema.Draft202012Validator(schema).validate(report)
run = report["runs"][0]
rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
assert sorted(set(rules)) == rules, rules


def text_at(text, where):
    """Code points from 1, lines ended by line feeds."""
    lines = text.split("\n")
    offset = lambda line, column: sum(len(each) + 1 for each in lines[:line - 1]) + column - 1
    return text[offset(where["startLine"], where["startColumn"]):offset(where["endLine"], where["endColumn"])]


for result in run["results"]:
    assert result["ruleId"] in rules, result["ruleId"]
    place = result["locations"][0]["physicalLocation"]
    uri = urllib.parse.unquote(place["artifactLocation"]["uri"])
    where = place["region"]
    if len(sys.argv) > 2 and "startColumn" in where:
        text = (pathlib.Path(sys.argv[2]) / uri).read_bytes().decode("utf-8-sig")
        deleted = text_at(text, where)
        shown = deleted.replace("\n", "\u23ce").replace("\t", " ")
        assert result["message"]["text"].startswith(f"'{shown}' -> "), (deleted, result)
        assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"] == where
    print(result["ruleId"], uri, "-".join(str(where[name]) for name in where), result["message"]["text"])
