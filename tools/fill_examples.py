#!/usr/bin/env python3
"""fill_examples.py: gives an example sentence to each row that lacks one.   tools/fill_examples.py data/bodies.tsv ...

A sentence written by hand is never touched. {x} is the entry, {the x} the entry with its article where it takes one."""

import os
import re
import sys

import lexicon_file

SENTENCES = {
    "states": {
        "": [
            "{The x} said on Monday that its ambassador would return next week.",
            "Officials from {the x} met their neighbours for talks on trade.",
            "Two engineers from {the x} were among the passengers.",
            "The delegation left {the x} on Thursday evening.",
            "Heavy rain reached {the x} over the weekend, forecasters said.",
        ],
    },
    "bodies": {
        "alliance": ["{The x} will hold a summit in June.", "Ministers of {the x} agreed on a joint statement.",
                     "A diplomat at {the x} said talks would go on."],
        "un": ["{The x} called for access to the town.", "A spokeswoman for {the x} said 300 families had fled.",
               "Staff of {the x} reached the camp on Friday."],
        "court": ["{The x} will rule on the appeal in March.", "Judges at {the x} heard three witnesses."],
        "agency": ["{The x} opened an inquiry on Tuesday.", "Officials at {the x} declined to comment.",
                   "A report by {the x} put the number at 42."],
        "party": ["{The x} won 31 seats in the vote.", "A leader of {the x} rejected the offer.",
                  "Members of {the x} walked out of the session."],
        "armed group": ["{The x} claimed responsibility for the attack.", "Fighters from {the x} seized two villages.",
                        "Three commanders of {the x} were killed in the raid."],
        "company": ["{The x} said it would cut 900 jobs.", "Shares in {the x} fell by 4 percent.",
                    "A spokesman for {the x} confirmed the order."],
        "army": ["{The x} sent two ships to the area.", "Units of {the x} took part in the exercise.",
                 "{The x} said three soldiers were wounded."],
        "police": ["{The x} arrested four people on Sunday.", "Investigators from {the x} searched the house."],
        "parliament": ["{The x} passed the bill by 210 votes to 160.", "Members of {the x} debated the treaty."],
        "ngo": ["{The x} said the figures were incomplete.", "A report by {the x} named six prisons.",
                "Volunteers from {the x} handed out blankets."],
        "bank": ["{The x} lowered its forecast for growth.", "Economists at {the x} expect prices to rise."],
        "union": ["{The x} called a strike for Wednesday.", "Members of {the x} accepted the offer."],
        "team": ["{The x} won the match by two goals.", "A coach of {the x} resigned."],
        "university": ["Researchers at {the x} measured the ice.", "A professor at {the x} led the study."],
    },
    "places": {
        "city": ["Police in {x} closed the main square.", "The train from {x} arrived an hour late.",
                 "A factory near {x} caught fire on Friday.", "Thousands marched in {x} on Saturday.",
                 "Three people were hurt in {x}, officials said."],
        "city?": ["The mayor spoke at a school in {x}.", "A lorry overturned near {x} on Monday.",
                  "The family moved to {x} last year."],
        "region": ["Floods cut roads in {x}.", "Villages across {x} were without power.",
                   "The governor of {x} asked for help.", "Two planes landed in {x} on Tuesday."],
        "sea": ["A tanker drifted in {the x}.", "Warships crossed {the x} at night."],
        "peninsula": ["Troops were moved to {the x}.", "The storm hit {the x} at dawn."],
        "former": ["He was born in {the x} in 1950.", "The treaty was signed by {the x}."],
        "border": ["Guards fired across {the x}.", "Families gathered at {the x}."],
        "river": ["Water levels rose along {the x}.", "A bridge over {the x} collapsed."],
        "mountain": ["Two climbers were lost on {the x}.", "Rescuers searched the slopes of {the x}."],
        "continent": ["Temperatures rose across {x}.", "Exports to {x} doubled."],
        "area": ["Leaders from across {the x} met on Wednesday.", "Fighting spread through {the x}."],
    },
    "titles": {
        "title": ["{x} Maria Lindqvist spoke on Monday.", "The award was handed over by {x} Novak.",
                  "{x} Tanaka left the meeting early."],
        "role": ["Anna Novak, a {x} in the town, heard the blast.", "The {x} Peter Marsh saw the smoke.",
                 "A {x} was among those who spoke."],
    },
    "outlets": {
        "agency": ["The minister told {the x} that talks had failed.", "The blast was first reported by {the x}.",
                   "According to {the x}, two people were detained."],
        "newspaper": ["The general told {the x} that the plan was ready.",
                      "The letter was published by {the x} on Sunday.",
                      "According to {the x}, the deal was worth 40 million euros."],
        "broadcaster": ["She told {the x} that her son was safe.", "Footage shown by {the x} showed a burning bus.",
                        "{The x} reported that the road had been closed."],
        "site": ["The document was obtained by {the x}.", "He told {the x} that he would not resign."],
        "magazine": ["The senator told {the x} that she was surprised.",
                     "An inquiry by {the x} named three officials."],
    },
    "given_names": {
        "": ["{x} Lindqvist was at home when the storm came.", "Police said {x} Novak had been found alive.",
             "\"We heard a loud bang,\" {x} Marsh said.", "The shop belongs to {x} Tanaka, a father of two."],
        "f": ["{x} Lindqvist was at home when the storm came.", "Police said {x} Novak had been found alive.",
              "\"We heard a loud bang,\" {x} Marsh said.", "The shop belongs to {x} Tanaka, a mother of two."],
    },
    "family_names": {
        "": ["Maria {x} was elected on Sunday.", "Police questioned Peter {x} for two hours.",
             "\"It was dark,\" said Anna {x}, who lives next door."],
    },
    "facility_words": {"": ["Smoke rose over Lindholm {x} on Friday.", "Two men were found near Lindholm {x}."]},
    "body_words": {"": ["The Lindholm {x} issued a statement on Friday.", "The minister praised the Lindholm {x}."]},
    "place_words": {"": ["The search went on around Lindholm {x}.", "The convoy stopped near Lindholm {x}."]},
    "event_words": {"": ["The speech recalled the Lindholm {x}.", "He wrote a book about the Lindholm {x}."]},
    "product_words": {"": ["The parade included a Kestrel-9 {x}.", "Reporters were shown a Kestrel-9 {x}."]},
}

ARTICLE_HEADS = set("""Party Agency Bank Court Council Union Organization Organisation Group Front Army Force Forces
Brigade Brigades Movement Service Bureau Administration Department Commission Committee Community Navy Corps Guard
Patrol Command Congress Senate Staff SEALs Fund Programme Program Office Alliance League Federation Federations
Network Observatory Foundation Foundations Institute Institution Coalition Authority Ministry Treasury Association
Conference Tribunal Assembly Democrats Cartel cartel Guards Tigers Units Pact Forum Reserve Rouge Church Bloc Houthis
Taliban Helmets Health Carabinieri Houses Council's Center Centre Society Library Corporation Fleet Parliament
Commonwealth Kuomintang Gestapo Stasi KGB GRU Mossad Bundeswehr Wehrmacht Bundesbank Knesset Quad Rally System
Nations Sea Ocean Gulf Strait Straits Channel Mediterranean Bay Canal Peninsula Mountains Desert Islands Alps Andes
Himalayas Urals Pyrenees Carpathians Balkans Baltics Caucasus Caribbean Levant Sahel Maghreb Emirates Philippines
Netherlands Bahamas Maldives Seychelles Gambia States Kingdom Republic Congo Territory Territories Vatican Comoros
Empire Line Border River States Countries Zone Strip Bank Heights Valley Triangle Crossing Wall Basin Steppe Delta
Highlands Midlands Hemisphere East West Coast Corridor Belt Crescent Horn Interior Arctic Antarctic Pacific Atlantic
Sandinistas Contras Camorra Janjaweed Peshmerga Yankees Warriors Lakers NAACP Teamsters Tatmadaw Basij Politburo
Eurogroup Navy Board Team Survey Guard Chiefs Marines Raj Reich Bloc region Archipelago Plain Plateau Sound Passage
Faroes Azores Hebrides Rockies Midwest Kurils Spratlys Danube Rhine Nile Volga Thames""".split())
NO_ARTICLE = {"Bank of America", "Doctors Without Borders", "Reporters Without Borders", "Friends of the Earth",
              "Action Against Hunger", "Physicians for Human Rights", "Save the Children", "Law and Justice",
              "Move Forward", "Black Lives Matter", "Breaking the Silence", "Standard & Poor's", "Open Arms",
              "American Samoa", "French Guiana", "Western Sahara", "Bank of Ireland", "Alternative for Germany",
              "Brothers of Italy", "Libya Dawn", "Isle of Man office", "Doctors of the World", "Cape of Good Hope",
              "Mai-Mai", "Islamic State West Africa Province", "Al Qaeda in the Islamic Maghreb"}
NEWSPAPER_HEADS = set("""Times Post Herald Tribune Star Journal Guardian News-Press Enquirer Courier Observer Telegraph
Mirror Express Gazette Independent Chronicle Examiner Mail Monitor Daily Sun Globe Inquirer Bulletin""".split())
ARTICLE_KINDS = {"sea", "river", "border"}


def takes_article(row, form):
    if form in NO_ARTICLE or re.match(r"(the|The|Lake|Mount|Cape|Al|El|Ho) ", form):
        return False
    if form.endswith(" University") or row.get("kind") == "company":
        return False
    if re.search(r" (of|for|in|on) ", form) and not re.search(r" in |^(City|Isle) ", form):
        return row.get("kind") not in ("armed group",) or " of " in form
    if row.get("kind") in ARTICLE_KINDS or "family" in row and form.split()[-1] in NEWSPAPER_HEADS:
        return True
    if form.split()[-1] in ARTICLE_HEADS:
        return True
    return form.isupper() and len(form) == 3 and "link" in row and row["kind"] in ("agency", "police", "alliance")


def compose(table, row):
    choices = SENTENCES[table]
    key = row.get("kind") or row.get("gender", "")
    sentence = lexicon_file.pick(row, choices.get(key) or choices.get("") or next(iter(choices.values())))
    form = lexicon_file.forms(row)[0]
    article = "the " if takes_article(row, form) else ""
    head = form if article or form[0].isupper() or table in ("titles", "outlets") else form
    sentence = sentence.replace("{The x}", article.capitalize() + head).replace("{the x}", article + form)
    if form[0] in "aeioAEIO":
        sentence = re.sub(r"\b([Aa]) \{x\}", r"\1n {x}", sentence)
    return sentence.replace("{x}", form)


def main(paths):
    for path in paths:
        table = os.path.splitext(os.path.basename(path))[0]
        comments, columns, rows = lexicon_file.read(path)
        for row in rows:
            if not row.get("example"):
                row["example"] = compose(table, row)
        lexicon_file.write(path, comments, columns, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
