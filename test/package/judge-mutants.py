"""Judges the vectors with docs/examples/judge.py, each time with one mistake in it, and prints the mistakes that no row shows.

    python3 judge-mutants.py DIST JUDGE
"""

import json
import random
import sys

MUTANTS = {
    "≤ is <": ('"≤": lambda one, other: one <= other', '"≤": lambda one, other: one < other'),
    "< is ≤": ('"<": lambda one, other: one < other', '"<": lambda one, other: one <= other'),
    "> is ≥": ('">": lambda one, other: one > other', '">": lambda one, other: one >= other'),
    "≥ is >": ('"≥": lambda one, other: one >= other', '"≥": lambda one, other: one > other'),
    "= is always": ('"=": lambda one, other: one == other', '"=": lambda one, other: True'),
    "≠ is never": ('"≠": lambda one, other: one != other', '"≠": lambda one, other: False'),
    "∈ is always": ('"∈": lambda one, other: one in other', '"∈": lambda one, other: True'),
    "disjoint is not subset": ("not set(one) & set(other),", "not set(one) <= set(other),"),
    "disjoint looks at the first": ("not set(one) & set(other),", "not set(one[:1]) & set(other),"),
    "meets is always": ("bool(set(one) & set(other))", "True"),
    "missing is failing": ('unknown.append(rule["id"])', 'failing.append(rule["id"])'),
    "missing is holding": ('unknown.append(rule["id"])', "continue"),
    "day of UTC": ('None if at is None else at[:10]', 'None if at is None else datetime.fromisoformat(at).astimezone(timezone.utc).date().isoformat()'),
    "day for instant": ('return facts[node["name"]]', 'return facts[node["name"]][:10] if str(facts[node["name"]])[10:11] == "T" else facts[node["name"]]'),
    "exemptions forgotten": ('for each in rule["exempt"]:', "for each in []:"),
    "exemptions whatever the parameter": ('if where is None or provision[where["parameter"]] == where["is"]:', "if True:"),
    "exemptions without a parameter alone": ('if where is None or provision[where["parameter"]] == where["is"]:', "if where is None:"),
    "channels ignored": ('if asked and "channel" in facts and facts["channel"] not in channels:', "if False:"),
    "channel needless": ("reads = asked + ", "reads = "),
    "always the newest set": ('rule_set = max(begun, key=lambda each: each["from"])', "rule_set = self.book[-1]"),
    "always the oldest set": ('rule_set = max(begun, key=lambda each: each["from"])', "rule_set = self.book[0]"),
    "first set for earlier days": ('return answer("refused", "none", ["no-rule-set-in-force"], [], missing)', "begun = self.book[:1]"),
    "first day of a set belongs to the one before": ('if each["from"] <= facts["at"][:10]]', 'if each["from"] < facts["at"][:10]]'),
    "set by the day of UTC": ('if each["from"] <= facts["at"][:10]]', 'if each["from"] <= datetime.fromisoformat(facts["at"]).astimezone(timezone.utc).isoformat()[:10]]'),
    "book without a time refuses": ('return answer("undetermined", None, [], [], missing)', 'return answer("refused", "none", ["no-rule-set-in-force"], [], missing)'),
    "instants cut to seconds": ('timespec="milliseconds"', 'timespec="seconds"'),
    "instants cut to minutes": ('timespec="milliseconds"', 'timespec="minutes"'),
    "finer digits kept": ('milliseconds = (fraction or "")[:3].ljust(3, "0")', 'milliseconds = str(min(999, round(int((fraction or "0").ljust(9, "0")) / 1e6))).rjust(3, "0")'),
    "milliseconds without their zeros": ('milliseconds = (fraction or "")[:3].ljust(3, "0")', 'milliseconds = (fraction or "")[:3].rjust(3, "0")'),
    "offset ignored": ('moment -= int(f"{offset[0]}1") * timedelta(hours=hours, minutes=minutes)', "pass"),
    "Z is China's": ('if offset not in "Zz":', 'moment -= timedelta(hours=8 if offset in "Zz" else 0)\n        if offset not in "Zz":'),
    "offsets of any size": ("if hours > 23 or minutes > 59:", "if False:"),
    "milliseconds since 1970 in China": ("moment = datetime(1970, 1, 1, tzinfo=timezone.utc)", "moment = datetime(1970, 1, 1, tzinfo=CHINA)"),
    "next-day as day": ('return node["cases"][provision[node["by"]]]', 'return node["cases"][provision[node["by"]].replace("next-", "")]'),
    "instant as day": ('return node["cases"][provision[node["by"]]]', 'return node["cases"][provision[node["by"]].replace("instant", "day")]'),
    "first case of a choice": ('return node["cases"][provision[node["by"]]]', 'return [*node["cases"].values()][0]'),
    "days-after one more": ('timedelta(days=part("days"))', 'timedelta(days=part("days") + 1)'),
    "days-after one less": ('timedelta(days=part("days"))', 'timedelta(days=part("days") - 1)'),
    "at-act ignored": ('if provision.get("own") == "at-act":', "if False:"),
    "at-act always": ('if provision.get("own") == "at-act":', "if True:"),
    "owner since the act is none": ('compared(fact("ownedSince"), "≤"', 'compared(fact("ownedSince"), "<"'),
    "own vehicles as others": ('if provision["vehicles"] == "others":', "if False:"),
    "own vehicles exempt everywhere": ('if provision["vehicles"] == "others":', "if True:"),
    "ids without case": ('elif not ID.fullmatch(value):', "elif kind == 'id' and ID.fullmatch(value):\n        return value.lower()\n    elif kind == 'id':"),
    "plus forgotten": ('return part("left") + part("right")', 'return part("left")'),
    "all is any": ('return all(value_of(each', 'return any(value_of(each'),
    "lookup of another word": ('return node["rows"][part("of")]', 'return node["rows"]["01"]'),
    "null is not known": ('if each["name"] in row:', 'if row.get(each["name"]) is not None:'),
    "not known is null": ("facts, issues = {}, []", 'facts, issues = {each["name"]: None for each in self.facts if each.get("orNull")}, []'),
    "required facts ignored": ('missing = [name for name in self.required if name not in facts]', "missing = []"),
    "facts missing twice": ("if name not in missing]", "]"),
    "facts of exemptions needless": ("+ facts_in(exempt[own:])", ""),
    "undetermined before refused": ('"refused" if failing else "undetermined" if unknown or missing', '"undetermined" if unknown or missing else "refused" if failing'),
    "permitted though something is missing": ('"undetermined" if unknown or missing', '"undetermined" if unknown'),
    "a set without provisions permits": ("if not rule_set[question]:", "if False:"),
    "the first issue alone": ("issues.append({", "issues or issues.append({"),
    "flags are numbers": ('if isinstance(value, bool) or not isinstance(value, (int, float)):', 'if not isinstance(value, (int, float)):'),
    "seconds are milliseconds": ("7_258_089_599_999, 315_504_000_000", "7_258_089_599_999, 0"),
    "ids of 63 characters": ("// 2 <= 64", "// 2 <= 63"),
    "ids of 64 code points": ('len(value.encode("utf-16-le", "surrogatepass")) // 2', "len(value)"),
    "ids of 64 bytes": ('len(value.encode("utf-16-le", "surrogatepass")) // 2', 'len(value.encode())'),
    "ids with a backtick": ("-_a-~", "-~"),
    "ids with a backslash": ("(-\\[\\]-_", "(-_"),
    "ids without the rarer characters": ("\\u3400-\\u4dbf", ""),
    "ids with what stands between the blocks": ("\\u4dbf\\u4e00", "\\u4e00"),
    "any digits": ('([Zz]|[+-]\\d\\d:\\d\\d)", re.ASCII)', '([Zz]|[+-]\\d\\d:\\d\\d)")'),
    "a space for T": ("[Tt](", "[Tt ]("),
    "seconds of an offset": ("([Zz]|[+-]\\d\\d:\\d\\d)", "([Zz]|[+-]\\d\\d:\\d\\d)(?::\\d\\d)?"),
    "a space without an offset is malformed": ('LOCAL = re.compile(r"\\d{4}-\\d\\d-\\d\\d([Tt ]', 'LOCAL = re.compile(r"\\d{4}-\\d\\d-\\d\\d([T]'),
    "any fraction has no offset": ("(\\.\\d{1,9})?)?)?", "(\\.\\d+)?)?)?"),
    "no fraction has no offset": ("(:\\d\\d(\\.\\d{1,9})?)?)?", "(:\\d\\d)?)?"),
    "an offset of sixty minutes": (" or minutes > 59", ""),
    "summer time": ("moment.astimezone(CHINA)", "moment.astimezone(timezone(timedelta(hours=9)) if moment.year == 1988 else CHINA)"),
    "no year 0": ("year % 400 + 2000 if is_far else year", "year"),
    "from any year on": ('"1900" <= text', '"1000" <= text'),
    "1980 is not yet": ("315_504_000_000", "315_504_000_001"),
    "1.0 is not whole": ("if value != int(value):", "if isinstance(value, float):"),
    "counts have one limit": ('fact.get("most", 1_000_000)', "1_000_000"),
    "a fine that is smaller": ("10_000_000_000 if kind", "9_999_999_999 if kind"),
    "words twice": ('"repeated" if word in value[:place] else None', "None"),
    "the first item that is wrong": ("raise Wrong(*(fault for fault in faults if fault[0]))", "raise Wrong(*[fault for fault in faults if fault[0]][:1])"),
    "an item of another type is a word": ("if not isinstance(word, str):", "if False:"),
    "no upper bound of counts": ("if not least <= value <= most:", "if not least <= value:"),
    "a fine ten times as large": ("10_000_000_000 if kind", "100_000_000_000 if kind"),
}


def rows_of(vectors):
    for question, table in vectors["questions"].items():
        for row, answers in zip(table["rows"], table["answers"]):
            cells = zip(table["facts"], row)
            yield question, {name: table["values"][name][place] for name, place in cells if place >= 0}, answers


def is_caught(module, law, vectors, rows):
    judge = module["Judge"](law)
    sets = {**judge.sets, law["book"]["id"]: None, vectors["extraSet"]["id"]: vectors["extraSet"]}
    for question, facts, answers in rows:
        for name, place in zip(vectors["judges"], answers):
            try:
                if judge.judge(question, facts, sets[name]) != vectors["answers"][place]:
                    return True
            except Exception:
                return True
    return False


def loaded(source):
    module = {"__name__": "judge"}
    exec(compile(source, "judge", "exec"), module)
    return module


def main(dist, path):
    law, vectors = (json.load(open(f"{dist}/{name}.json", encoding="utf-8")) for name in ("rule-sets", "vectors"))
    source = open(path, encoding="utf-8").read()
    rows = list(rows_of(vectors))
    # In another order a mistake is found sooner.
    random.Random(1).shuffle(rows)
    survivors = ["the judge itself"] if is_caught(loaded(source), law, vectors, rows) else []
    for name, (before, after) in MUTANTS.items():
        if source.count(before) != 1:
            survivors.append(f"{name}: not in the judge")
        elif not is_caught(loaded(source.replace(before, after)), law, vectors, rows):
            survivors.append(name)
    module = loaded(source)
    table = next(each for each in law["rules"] if each["id"] == "licence-class")["holds"]["limit"]["rows"]
    classes = next(each for each in law["facts"] if each["name"] == "licenceClasses")["words"]
    cells = 0
    for plate, covering in table.items():
        of_plate = [each for each in rows if each[1].get("plateType") == plate and len(each[1].get("licenceClasses") or []) == 1]
        for licence in classes:
            cells += 1
            table[plate] = [each for each in covering if each != licence] if licence in covering else [*covering, licence]
            if not is_caught(module, law, vectors, [each for each in of_plate if each[1]["licenceClasses"] == [licence]]):
                survivors.append(f"class {licence} for plate {plate}")
        table[plate] = covering
    print(json.dumps({"mutants": len(MUTANTS), "cells": cells, "survivors": survivors}))


main(*sys.argv[1:])
