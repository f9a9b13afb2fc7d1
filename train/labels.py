"""The label sets of all heads, and how a lemma becomes a rule.   ("Was", "be") -> "L-3+be" """

NAMES = ["person", "organization", "place", "facility", "product", "event", "nationality", "work"]
SAID = ["source", "cue", "content"]
ACTS = ("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
        "MOBILIZE COERCE ASSAULT STATE HARM").split()
STANCES = "happened ongoing planned possible conditional denied refused demanded reported".split()
ROLES = "actor recipient place time quantity source".split()


def bioes(types):
    return ["O"] + [p + "-" + t for t in types for p in "BIES"]


def bio(types):
    return ["O"] + [p + "-" + t for t in types for p in "BI"]


def bioes_tags(start, end, kind):
    """Tags of the words of one span of type number `kind`."""
    base = 1 + 4 * kind
    if end - start == 1:
        return [base + 3]
    return [base] + [base + 1] * (end - start - 2) + [base + 2]


def lemma_rule(form, lemma):
    """L: lower-case first; =: keep; -N+suffix: cut N letters, add the suffix."""
    if form == lemma:
        return "="
    lead = ""
    if form != form.lower() and lemma == lemma.lower():
        lead, form = "L", form.lower()
    if form == lemma:
        return "L="
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{lead}-{len(form) - same}+{lemma[same:]}"


def apply_rule(form, rule):
    if rule.startswith("L"):
        form, rule = form.lower(), rule[1:]
    if rule == "=":
        return form
    cut, suffix = rule[1:].split("+", 1)
    return form[:len(form) - int(cut)] + suffix
