"""A judge in another language: reads rule-sets.json and vectors.json of the package demerit and nothing else.

    python3 judge.py node_modules/demerit/dist
"""

import json
import re
import sys
from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
ID = re.compile(r"[!#-&(-\[\]-_a-~\u3400-\u4dbf\u4e00-\u9fff]*")
# By re.ASCII, \d is 0 to 9 alone.
INSTANT = re.compile(r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
LOCAL = re.compile(r"\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?)?", re.ASCII)


class Wrong(Exception):
    """What is wrong with a value: codes, and of items of a list pairs of a code and a place."""


def instant(value):
    """A moment in China's writing, 2018-09-10T15:00:00.000+08:00: text order is time order."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise Wrong("wrong-type")
    if isinstance(value, str):
        match = INSTANT.fullmatch(value)
        if match is None:
            raise Wrong("no-offset" if LOCAL.fullmatch(value) else "malformed")
        *digits, fraction, offset = match.groups()
        year, *rest = map(int, digits)
        milliseconds = (fraction or "")[:3].ljust(3, "0")
        # Python has no year 0 and none after 9999. The calendar comes round in 400 years.
        is_far = not 1899 <= year <= 2200
        try:
            moment = datetime(year % 400 + 2000 if is_far else year, *rest, int(milliseconds) * 1000, tzinfo=timezone.utc)
        except ValueError:
            raise Wrong("no-such-day") from None
        if offset not in "Zz":
            hours, minutes = int(offset[1:3]), int(offset[4:])
            if hours > 23 or minutes > 59:
                raise Wrong("malformed")
            moment -= int(f"{offset[0]}1") * timedelta(hours=hours, minutes=minutes)
        if is_far:
            raise Wrong("out-of-range")
    else:
        whole(value, 7_258_089_599_999, 315_504_000_000)
        moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=int(value))
    text = moment.astimezone(CHINA).isoformat(timespec="milliseconds")
    if not "1900" <= text[:4] <= "2199":
        raise Wrong("out-of-range")
    return text


def whole(value, most, least=0):
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Wrong("wrong-type")
    if not least <= value <= most:
        raise Wrong("out-of-range")
    if value != int(value):
        raise Wrong("not-whole")
    return value


def read(fact, value):
    """A value as it is judged; raises Wrong where it is no value of the fact."""
    kind, words = fact["kind"], fact.get("words", [])
    assert kind in ("id", "instant", "count", "fen", "flag", "word", "words"), f"a kind that is not read here: {kind}"
    if value is None and fact.get("orNull"):
        return None
    if kind == "instant":
        return instant(value)
    if kind in ("count", "fen"):
        return whole(value, 10_000_000_000 if kind == "fen" else fact.get("most", 1_000_000))
    if kind == "flag":
        if not isinstance(value, bool):
            raise Wrong("wrong-type")
    elif kind == "words":
        if not isinstance(value, list):
            raise Wrong("wrong-type")
        faults = [(fault_of(each, place, value, words), place) for place, each in enumerate(value)]
        if any(code for code, _ in faults):
            raise Wrong(*(fault for fault in faults if fault[0]))
    elif not isinstance(value, str):
        raise Wrong("wrong-type")
    elif kind == "word":
        if value not in words:
            raise Wrong("not-listed")
    elif not 1 <= len(value.encode("utf-16-le", "surrogatepass")) // 2 <= 64:
        raise Wrong("too-long" if value else "empty")
    elif not ID.fullmatch(value):
        raise Wrong("forbidden-character")
    return value


def fault_of(word, place, value, words):
    if not isinstance(word, str):
        return "wrong-type"
    return "not-listed" if word not in words else "repeated" if word in value[:place] else None


RELATIONS = {
    "=": lambda one, other: one == other,
    "≠": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "≤": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    "≥": lambda one, other: one >= other,
    "∈": lambda one, other: one in other,
    "disjoint": lambda one, other: not set(one) & set(other),
    "meets": lambda one, other: bool(set(one) & set(other)),
}


def value_of(node, facts, provision):
    """What a node of an expression comes to."""
    kind = node["kind"]

    def part(key):
        return value_of(node[key], facts, provision)

    if kind == "fact":
        return facts[node["name"]]
    if kind == "parameter":
        return provision[node["name"]]
    if kind == "constant":
        return node["value"]
    if kind == "plus":
        return part("left") + part("right")
    if kind == "day":
        at = part("of")
        return None if at is None else at[:10]
    if kind == "days-after":
        day = part("of")
        return None if day is None else (date.fromisoformat(day) + timedelta(days=part("days"))).isoformat()
    if kind == "lookup":
        return node["rows"][part("of")]
    if kind == "all":
        return all(value_of(each, facts, provision) for each in node["of"])
    if kind == "choose":
        return value_of(chosen(node, provision), facts, provision)
    assert kind == "compare", kind
    supplied, relation, limit = part("supplied"), node["relation"], part("limit")
    if relation in ("<", "≤", ">", "≥") and None in (supplied, limit):
        return False
    return RELATIONS[relation](supplied, limit)


def chosen(node, provision):
    """The comparison that a provision takes of its rule."""
    return node["cases"][provision[node["by"]]] if node["kind"] == "choose" else node


def facts_in(node):
    """The facts that a node reads, in their order."""
    if isinstance(node, dict):
        if node.get("kind") == "fact":
            return [node["name"]]
        node = list(node.values())
    return [name for each in node for name in facts_in(each)] if isinstance(node, list) else []


def fact(name):
    return {"kind": "fact", "name": name}


def compared(supplied, relation, limit):
    return {"kind": "compare", "supplied": supplied, "relation": relation, "limit": limit}


def exemptions_of(rule, provision):
    """When the provision does not concern a case: its channels, the driver's own vehicle, and what the rule exempts."""
    found = []
    if provision["vehicles"] == "others":
        own = [compared(fact("driver"), "=", fact("vehicleOwner"))]
        if provision.get("own") == "at-act":
            own.append(compared(fact("ownedSince"), "≤", fact("occurredAt")))
        found.append({"kind": "all", "of": own})
    for each in rule["exempt"]:
        where = each["where"]
        if where is None or provision[where["parameter"]] == where["is"]:
            found.append(each["when"])
    return found


class Judge:
    def __init__(self, law):
        self.rules = {rule["id"]: rule for rule in law["rules"]}
        self.facts, self.required = law["facts"], law["required"]
        self.sets = {each["id"]: each for each in law["ruleSets"]}
        self.book = [self.sets[each] for each in law["book"]["ruleSets"]]

    def judge(self, question, row, rule_set=None):
        """What becomes of a row under a rule set, or under the book."""
        facts, issues = {}, []
        asked_for = [each for each in self.facts if question in each["questions"]]
        for each in asked_for:
            if each["name"] in row:
                try:
                    facts[each["name"]] = read(each, row[each["name"]])
                except Wrong as wrong:
                    for fault in wrong.args:
                        code, *place = (fault,) if isinstance(fault, str) else fault
                        issues.append({"path": [each["name"], *place], "code": code})
        names = [each["name"] for each in asked_for]
        issues += [{"path": [key], "code": "unknown-key"} for key in row if key not in names]
        if issues:
            return {"verdict": "invalid", "issues": issues}
        missing = [name for name in self.required if name not in facts]
        if rule_set is None:
            if "at" not in facts:
                return answer("undetermined", None, [], [], missing)
            begun = [each for each in self.book if each["from"] <= facts["at"][:10]]
            if not begun:
                return answer("refused", "none", ["no-rule-set-in-force"], [], missing)
            rule_set = max(begun, key=lambda each: each["from"])
        if not rule_set[question]:
            return answer("refused", rule_set["id"], ["no-rule-set-in-force"], [], missing)
        failing, unknown = [], []
        for provision in rule_set[question]:
            rule = self.rules[provision["rule"]]
            channels = provision["channels"]
            asked = [] if channels == "all" else ["channel"]
            if asked and "channel" in facts and facts["channel"] not in channels:
                continue
            exempt, holds = exemptions_of(rule, provision), chosen(rule["holds"], provision)
            known = [each for each in exempt if all(name in facts for name in facts_in(each))]
            if any(value_of(each, facts, provision) for each in known):
                continue
            own = 1 if provision["vehicles"] == "others" else 0
            reads = asked + facts_in(exempt[:own]) + facts_in(holds) + facts_in(exempt[own:])
            lacking = [name for name in reads if name not in facts]
            if lacking:
                unknown.append(rule["id"])
                missing += [name for name in dict.fromkeys(lacking) if name not in missing]
            elif not value_of(holds, facts, provision):
                failing.append(rule["id"])
        verdict = "refused" if failing else "undetermined" if unknown or missing else "permitted"
        return answer(verdict, rule_set["id"], failing, unknown, missing)


def answer(verdict, rule_set, failing, unknown, missing):
    return {"verdict": verdict, "ruleSet": rule_set, "failing": failing, "unknown": unknown, "missing": missing}


def main(folder):
    with open(f"{folder}/rule-sets.json", encoding="utf-8") as file:
        law = json.load(file)
    with open(f"{folder}/vectors.json", encoding="utf-8") as file:
        vectors = json.load(file)
    assert vectors["rules"] == law["digest"], "the two files are of two versions"
    judge, wrong, judged = Judge(law), 0, 0
    sets = {**judge.sets, law["book"]["id"]: None, vectors["extraSet"]["id"]: vectors["extraSet"]}
    for question, table in vectors["questions"].items():
        for row, answers in zip(table["rows"], table["answers"]):
            cells = zip(table["facts"], row)
            facts = {name: table["values"][name][place] for name, place in cells if place >= 0}
            for name, place in zip(vectors["judges"], answers):
                judged += 1
                if judge.judge(question, facts, sets[name]) != vectors["answers"][place]:
                    wrong += 1
    print(f"{judged} judged, {wrong} otherwise than the library")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "node_modules/demerit/dist"))
