-- schema.sql: what a store holds. Every row that stands on words has its bytes, [start, stop) of the file as received.
-- Ids are those of `arrian show`: c12 is the row of claims with id 12. The table `columns` tells what each column means.
--
-- Tables named packed_... hold the rows, small: a word that comes again is a number of `words`, a stretch is its first
-- byte and its length, and its text is cut from the bytes received, unless the bytes are not the text (markup, another
-- charset, a long report): then `spelt` has it. Words that come together again are one number of `sorts`. A row of the
-- same report is pointed at by its turn: packed_claims.time 3 is the fourth row of the report's times. The view of the same
-- name without packed_ tells all of it in words and ids; every SQLite can read it. Rows of one report have numbers in a
-- row: documents.claims_first to before claims_end, and so on for each kind, which is how a report's rows are found; those
-- of a story likewise.
--
-- What many views say is said once: @name(a, b) stands for the text behind "-- @name:", with a for $1 and b for $2 (pattern.c
-- writes it out when a store is made). r is the view's row, t the turn among the parties or sources of a claim.
-- @word: (SELECT word FROM words WHERE id = $1)
-- @letter: unicode(substr($1, length($1) * $2 / 8 + 1, 1))
-- @word_key: ((((((((length($1) * 31 + @letter($1, 1)) * 31 + @letter($1, 2)) * 31 + @letter($1, 3)) * 31 + @letter($1, 4)) * 31
--     + @letter($1, 5)) * 31 + @letter($1, 6)) * 31 + unicode(substr($1, -1))) & 8388607)
-- @sorted: (SELECT word FROM words WHERE id = (SELECT $1 FROM sorts WHERE id = r.sort))
-- @place: CASE typeof($1) WHEN 'integer' THEN @word($1) ELSE $1 END
-- @text: coalesce((SELECT text FROM spelt w WHERE w.document_id = $1 AND w.start = $2 AND w.length = $3),
--     (SELECT CAST(substr(received, $2 + 1, $3) AS TEXT) FROM packed_documents WHERE id = $1))
-- @words: r.start AS start, r.start + r.length AS stop, @text(r.document_id, r.start, r.length) AS text
-- @extent: r.$1_first, r.$1_end
-- @first: (SELECT $1_first FROM packed_documents WHERE id = r.document_id)
-- @document: r.document + (SELECT y.first_document FROM packed_accords a JOIN packed_stories y ON y.id = a.story_id WHERE a.id = r.accord_id)
-- @first_of: (SELECT $1_first FROM packed_documents WHERE id = @document())
-- @of_quantity: (SELECT $1 FROM quantities WHERE id = r.start + @first_of(quantities))
-- @figure: rtrim(CASE WHEN low IS NULL AND high IS NULL THEN coalesce(word, '') || ' ' WHEN high IS NULL THEN printf('>=%.12g ', low)
--     WHEN low IS NULL THEN printf('<=%.12g ', high) WHEN low = high THEN printf('%.12g ', low)
--     ELSE printf('%.12g-%.12g ', low, high) END || coalesce(unit, ''))
-- @leaning: coalesce((SELECT words FROM leaned_on WHERE id = r.tie_by + @first(names)), '')
-- @tie: CASE r.tie WHEN 1 THEN 'first named' WHEN 2 THEN 'same words' WHEN 3 THEN 'another word for it' WHEN 4 THEN 'part of the name'
--     WHEN 5 THEN 'initials' WHEN 6 THEN 'pronoun, likeliest person before' WHEN 7 THEN 'pronoun, last subject' WHEN 8 THEN
--     'describes it' WHEN 9 THEN 'carried over from beside it' WHEN 10 THEN 'pronoun, whom the speaker speaks for' END
-- @parties: (SELECT group_concat(p.text, '; ') FROM parties p WHERE p.claim_id = r.id AND p.role = '$1')
-- The $3rd number of the party or source at hand, of $2 each, in the characters $1; whether there is such a one; where it begins.
-- @number: (CASE WHEN unicode($1) <> 126 THEN unicode(substr($1, $2 * t.turn - $2 + $3, 1)) - 33 ELSE
--     unicode(substr($1, 2 * ($2 * t.turn - $2 + $3), 1)) * 32768 + unicode(substr($1, 2 * ($2 * t.turn - $2 + $3) + 1, 1)) - 33 * 32769 END)
-- @has: t.turn <= length($1) / CASE WHEN unicode($1) <> 126 THEN $2 ELSE 2 * $2 END
-- @distance: CASE WHEN unicode($1) = 126 THEN @number($1, $2, $3) - 536870912
--     WHEN @number($1, $2, $3) < 1024 THEN @number($1, $2, $3) - 60 ELSE 963 - @number($1, $2, $3) END
-- Rows of a report, of its claims, of its story, of which `evidence` tells the words. +: or SQLite makes an index of all claims.
-- @stretch: r.document_id, r.start, r.stop, r.text
-- @of_report: FROM packed_documents d JOIN $1 r ON r.document_id = d.id AND r.id >= d.$1_first AND r.id < d.$1_end
-- @of_claim: FROM packed_documents d JOIN packed_claims c ON +c.document_id = d.id AND c.id >= d.claims_first AND c.id < d.claims_end
--     JOIN $1 r ON r.claim_id = c.id WHERE r.stop IS NOT NULL
-- @of_story: FROM packed_documents d JOIN packed_stories y ON y.id = d.story_id
--     JOIN $1 r ON r.$2 = d.id AND r.id >= y.$1_first AND r.id < y.$1_end
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, meaning TEXT NOT NULL, unit TEXT,
                      PRIMARY KEY (table_name, column_name)) WITHOUT ROWID;
CREATE TABLE runs (id INTEGER PRIMARY KEY, made_by TEXT NOT NULL, engine TEXT NOT NULL, weights TEXT, tables TEXT NOT NULL,
    options TEXT NOT NULL, shard TEXT, inputs TEXT NOT NULL);
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL);
-- by a number made of a few letters: the words themselves are kept once
CREATE INDEX words_found ON words (@word_key(word));
-- the commonest first: a number below 128 takes one byte
INSERT INTO words (word) VALUES
    ('person'), ('organization'), ('place'), ('facility'), ('product'), ('event'), ('nationality'), ('work'),
    ('AGREE'), ('CONSULT'), ('SUPPORT'), ('COOPERATE'), ('AID'), ('CONCEDE'), ('RETREAT'), ('REQUEST'), ('ACCUSE'),
    ('REJECT'), ('THREATEN'), ('PROTEST'), ('SANCTION'), ('MOBILIZE'), ('COERCE'), ('ASSAULT'), ('STATE'), ('HARM'),
    ('happened'), ('ongoing'), ('planned'), ('possible'), ('conditional'), ('denied'), ('refused'), ('demanded'), ('reported'),
    ('minute'), ('day'), ('week'), ('month'), ('quarter'), ('season'), ('year'), ('decade'), ('vague'),
    ('explicit'), ('relative'), ('context'), ('text'), ('markup'), ('given'), ('direct'), ('indirect'), ('mixed'),
    ('speaker'), ('via'), ('actor'), ('quantity'), ('time'), ('stance'), ('reason'), ('wording'),
    ('agree'), ('compatible'), ('different'), ('changed'), ('conflict'), ('one-sided'), ('en'),
    ('menu'), ('share'), ('comment'), ('advert'), ('legal'), ('related'), ('repeat'), ('loading'), ('other'),
    ('prose'), ('quotation'), ('furniture'), ('copied'), ('relay'), ('agency'), ('family'), ('answers'), ('because'),
    ('in order to'), ('after'),
    ('first named'), ('same words'), ('another word for it'), ('part of the name'), ('initials'),
    ('pronoun, likeliest person before'), ('pronoun, last subject'), ('describes it'), ('carried over from beside it'),
    ('pronoun, whom the speaker speaks for');
CREATE TABLE sorts (id INTEGER PRIMARY KEY, a INTEGER REFERENCES words, b INTEGER REFERENCES words,
    c INTEGER REFERENCES words, d INTEGER REFERENCES words, UNIQUE (a, b, c, d));
-- the commonest first here too: names, entities and quotes, by what they are and what ties them
INSERT INTO sorts (a, b) SELECT t.id, w.id FROM words t JOIN words w ON w.word IN
    ('first named', 'same words', 'another word for it', 'part of the name', 'initials')
    WHERE t.word IN ('person', 'organization', 'place', 'facility', 'product', 'event', 'nationality', 'work') ORDER BY 1, 2;
INSERT INTO sorts (a) SELECT id FROM words
    WHERE word IN ('person', 'organization', 'place', 'facility', 'product', 'event', 'nationality', 'work') ORDER BY 1;
INSERT INTO sorts (a, b) SELECT r.id, w.id FROM words r LEFT JOIN words w ON w.word IN ('first named', 'same words',
    'part of the name', 'pronoun, likeliest person before', 'describes it')
    WHERE r.word IN ('direct', 'indirect', 'mixed') ORDER BY 1, 2;
INSERT INTO sorts (a) SELECT id FROM words WHERE word IN ('direct', 'indirect', 'mixed') ORDER BY 1;

-- The last id that any row had, also of rows that are gone: none is given twice. One row.
CREATE TABLE last_ids (stories INTEGER NOT NULL, documents INTEGER NOT NULL, ignored INTEGER NOT NULL, sentences INTEGER NOT NULL,
    entities INTEGER NOT NULL, names INTEGER NOT NULL, times INTEGER NOT NULL, quantities INTEGER NOT NULL, quotes INTEGER NOT NULL,
    claims INTEGER NOT NULL, passages INTEGER NOT NULL, relays INTEGER NOT NULL, origins INTEGER NOT NULL, accords INTEGER NOT NULL);
INSERT INTO last_ids VALUES (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

-- title: where it is not that of the first report
CREATE TABLE packed_stories (id INTEGER PRIMARY KEY, set_key BLOB NOT NULL UNIQUE, title TEXT,
    reports INTEGER NOT NULL, first_document INTEGER NOT NULL, passages_first INTEGER NOT NULL, passages_end INTEGER NOT NULL,
    relays_first INTEGER NOT NULL, relays_end INTEGER NOT NULL, origins_first INTEGER NOT NULL, origins_end INTEGER NOT NULL,
    accords_first INTEGER NOT NULL, accords_end INTEGER NOT NULL, seal INTEGER NOT NULL);
-- path: where it is not found_at
CREATE TABLE packed_documents (
    id INTEGER PRIMARY KEY, story_id INTEGER NOT NULL REFERENCES packed_stories,
    run INTEGER, turn INTEGER, path, found_at, member TEXT, url TEXT,
    title TEXT, title_start INTEGER, title_stop INTEGER, title_basis INTEGER REFERENCES words,
    outlet INTEGER REFERENCES words, outlet_start INTEGER, outlet_stop INTEGER, outlet_basis INTEGER REFERENCES words,
    place INTEGER REFERENCES words, place_start INTEGER, place_stop INTEGER, byline TEXT,
    byline_basis INTEGER REFERENCES words, language INTEGER REFERENCES words,
    published TEXT, published_precision INTEGER REFERENCES words, published_basis INTEGER REFERENCES words,
    published_start INTEGER, published_length INTEGER, note INTEGER REFERENCES words,
    media_type INTEGER REFERENCES words, charset INTEGER REFERENCES words, sha256 BLOB NOT NULL, bytes INTEGER NOT NULL,
    ignored_bytes INTEGER NOT NULL, mended INTEGER, mended_at INTEGER,
    ignored_first INTEGER NOT NULL, ignored_end INTEGER NOT NULL, sentences_first INTEGER NOT NULL,
    sentences_end INTEGER NOT NULL, entities_first INTEGER NOT NULL, entities_end INTEGER NOT NULL,
    names_first INTEGER NOT NULL, names_end INTEGER NOT NULL, times_first INTEGER NOT NULL, times_end INTEGER NOT NULL,
    quantities_first INTEGER NOT NULL, quantities_end INTEGER NOT NULL, quotes_first INTEGER NOT NULL,
    quotes_end INTEGER NOT NULL, claims_first INTEGER NOT NULL, claims_end INTEGER NOT NULL, received BLOB NOT NULL);
-- A report of a batch is found by its story's key, and by its place where it is one of many in a file.
CREATE INDEX documents_place ON packed_documents (found_at, member) WHERE run IS NULL;
CREATE INDEX documents_member ON packed_documents (found_at, member) WHERE member IS NOT NULL;
CREATE TABLE spelt (document_id INTEGER NOT NULL REFERENCES packed_documents, start INTEGER NOT NULL,
    length INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (document_id, start, length)) WITHOUT ROWID;
CREATE TABLE profiles (document_id INTEGER PRIMARY KEY REFERENCES packed_documents, tables INTEGER NOT NULL REFERENCES words,
    profile BLOB NOT NULL);
CREATE TABLE packed_intake (path TEXT PRIMARY KEY, bytes INTEGER NOT NULL, changed INTEGER NOT NULL, turns INTEGER NOT NULL,
    whole INTEGER NOT NULL, sha256 BLOB) WITHOUT ROWID;
CREATE TABLE packed_ignored (id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES packed_documents,
    start INTEGER NOT NULL, length INTEGER NOT NULL, why INTEGER NOT NULL REFERENCES words);
CREATE TABLE packed_sentences (id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES packed_documents,
    start INTEGER NOT NULL, length INTEGER NOT NULL);
-- name: the turn of the mention that is its name; the name itself where none is
CREATE TABLE packed_entities (id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES packed_documents,
    name, sort INTEGER NOT NULL REFERENCES sorts);
CREATE TABLE packed_names (id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES packed_documents,
    start INTEGER NOT NULL, length INTEGER NOT NULL, sort INTEGER NOT NULL REFERENCES sorts, entity INTEGER, tie_by INTEGER);
CREATE TABLE packed_times (id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES packed_documents,
    start INTEGER NOT NULL, length INTEGER NOT NULL, sort INTEGER NOT NULL REFERENCES sorts);
-- high: NULL where it is low, '' where there is none beside a low
CREATE TABLE packed_quantities (id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES packed_documents,
    start INTEGER NOT NULL, length INTEGER NOT NULL, low REAL, high REAL, word INTEGER REFERENCES words,
    unit INTEGER REFERENCES words, counted INTEGER REFERENCES words);
-- speaker_start, cue_start: counted from start
CREATE TABLE packed_quotes (id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES packed_documents,
    start INTEGER NOT NULL, length INTEGER NOT NULL, sort INTEGER NOT NULL REFERENCES sorts, speaker_start INTEGER,
    speaker_length INTEGER, entity INTEGER, cue_start INTEGER, cue_length INTEGER, via_start INTEGER, via_length INTEGER,
    tie_by INTEGER);
-- sure: (#1) in the words of the sort's why, in hundredths, and (#2), 128 times as much; #3 and #4 there: the act, the stance
-- parties, sources, quantities: one after the other, in numbers that are a character each, 33 more than the number; a party
-- is six, a source five, a quantity two. Where one begins, from the claim's start on, is 60 more, or, of one more than 60 before
-- it, 963 less it. Where a number is 55,263 or more, or one begins more than 963 bytes behind the claim's start, all parties or
-- sources of the claim are told in two characters a number, the first 32,768 times as much, behind a ~, and where one begins is
-- 536,870,912 more. The views packed_parties, packed_sources and packed_claim_quantities tell them.
CREATE TABLE packed_claims (id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES packed_documents,
    start INTEGER NOT NULL, length INTEGER NOT NULL, sort INTEGER NOT NULL REFERENCES sorts, time INTEGER, sure INTEGER,
    parties TEXT, sources TEXT, quantities TEXT);
-- of the claims whose cue is not the whole of their words
CREATE TABLE packed_cues (claim_id INTEGER PRIMARY KEY REFERENCES packed_claims, start INTEGER NOT NULL, length INTEGER NOT NULL);
CREATE TABLE packed_reasons (claim_id INTEGER PRIMARY KEY REFERENCES packed_claims,
    because_id INTEGER NOT NULL REFERENCES packed_claims, reason INTEGER REFERENCES words, start INTEGER, length INTEGER);
-- of the parties whose link is not that of their entity; turn: as in packed_parties
CREATE TABLE packed_links (claim_id INTEGER NOT NULL REFERENCES packed_claims, turn INTEGER NOT NULL,
    link INTEGER NOT NULL REFERENCES words, PRIMARY KEY (claim_id, turn)) WITHOUT ROWID;
CREATE TABLE turns (turn INTEGER PRIMARY KEY); -- that a party, source or quantity of a claim can have, from 1
INSERT INTO turns WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 32) SELECT n FROM t;

CREATE TABLE packed_passages (id INTEGER PRIMARY KEY, story_id INTEGER NOT NULL REFERENCES packed_stories,
    a_document_id INTEGER NOT NULL REFERENCES packed_documents, a_start INTEGER NOT NULL, a_length INTEGER NOT NULL,
    b_document_id INTEGER NOT NULL REFERENCES packed_documents, b_start INTEGER NOT NULL, b_length INTEGER NOT NULL,
    words INTEGER NOT NULL, same REAL NOT NULL, what INTEGER NOT NULL REFERENCES words);
CREATE TABLE packed_relays (id INTEGER PRIMARY KEY, story_id INTEGER NOT NULL REFERENCES packed_stories,
    document_id INTEGER NOT NULL REFERENCES packed_documents, start INTEGER, length INTEGER,
    named INTEGER REFERENCES words, named_start INTEGER, named_length INTEGER);
CREATE TABLE origins (id INTEGER PRIMARY KEY, story_id INTEGER NOT NULL REFERENCES packed_stories);
CREATE TABLE origin_documents (origin_id INTEGER NOT NULL REFERENCES origins,
    document_id INTEGER NOT NULL REFERENCES packed_documents, PRIMARY KEY (origin_id, document_id)) WITHOUT ROWID;
CREATE TABLE packed_origin_evidence (origin_id INTEGER NOT NULL REFERENCES origins, number INTEGER NOT NULL,
    link INTEGER NOT NULL REFERENCES words, passage_id INTEGER REFERENCES packed_passages,
    relay_id INTEGER REFERENCES packed_relays, PRIMARY KEY (origin_id, number)) WITHOUT ROWID;
CREATE TABLE packed_accords (id INTEGER PRIMARY KEY, story_id INTEGER NOT NULL REFERENCES packed_stories,
    sort INTEGER NOT NULL REFERENCES sorts, origins INTEGER NOT NULL);
-- document: its turn among the story's, claim: its turn among that report's; start: where length is NULL, the turn of one of
-- that report's quantities, whose words and value it is; source: a number where it is the name of that report's entity of this turn
CREATE TABLE packed_accord_values (accord_id INTEGER NOT NULL REFERENCES packed_accords, number INTEGER NOT NULL,
    document INTEGER NOT NULL, start INTEGER, length INTEGER, value TEXT, source, claim INTEGER,
    PRIMARY KEY (accord_id, number)) WITHOUT ROWID;

-- What a story holds goes with it.
CREATE TRIGGER forget_document BEFORE DELETE ON packed_documents BEGIN
    DELETE FROM packed_links WHERE claim_id >= OLD.claims_first AND claim_id < OLD.claims_end;
    DELETE FROM packed_cues WHERE claim_id >= OLD.claims_first AND claim_id < OLD.claims_end;
    DELETE FROM packed_reasons WHERE claim_id >= OLD.claims_first AND claim_id < OLD.claims_end;
    DELETE FROM packed_ignored WHERE id >= OLD.ignored_first AND id < OLD.ignored_end;
    DELETE FROM packed_sentences WHERE id >= OLD.sentences_first AND id < OLD.sentences_end;
    DELETE FROM packed_entities WHERE id >= OLD.entities_first AND id < OLD.entities_end;
    DELETE FROM packed_names WHERE id >= OLD.names_first AND id < OLD.names_end;
    DELETE FROM packed_times WHERE id >= OLD.times_first AND id < OLD.times_end;
    DELETE FROM packed_quantities WHERE id >= OLD.quantities_first AND id < OLD.quantities_end;
    DELETE FROM packed_quotes WHERE id >= OLD.quotes_first AND id < OLD.quotes_end;
    DELETE FROM packed_claims WHERE id >= OLD.claims_first AND id < OLD.claims_end;
    DELETE FROM profiles WHERE document_id = OLD.id;
    DELETE FROM spelt WHERE document_id = OLD.id;
END;
CREATE TRIGGER forget_story BEFORE DELETE ON packed_stories BEGIN
    DELETE FROM packed_accord_values WHERE accord_id >= OLD.accords_first AND accord_id < OLD.accords_end;
    DELETE FROM packed_accords WHERE id >= OLD.accords_first AND id < OLD.accords_end;
    DELETE FROM packed_origin_evidence WHERE origin_id >= OLD.origins_first AND origin_id < OLD.origins_end;
    DELETE FROM origin_documents WHERE origin_id >= OLD.origins_first AND origin_id < OLD.origins_end;
    DELETE FROM origins WHERE id >= OLD.origins_first AND id < OLD.origins_end;
    DELETE FROM packed_relays WHERE id >= OLD.relays_first AND id < OLD.relays_end;
    DELETE FROM packed_passages WHERE id >= OLD.passages_first AND id < OLD.passages_end;
    DELETE FROM packed_documents WHERE id >= OLD.first_document AND id < OLD.first_document + OLD.reports;
END;

-- The same in words.
CREATE VIEW stories AS SELECT
    r.id, lower(hex(r.set_key)) AS set_key, coalesce(r.title, (SELECT title FROM packed_documents WHERE id = r.first_document)) AS
    title, r.reports, r.first_document, @extent(passages), @extent(relays), @extent(origins), @extent(accords)
    FROM packed_stories r;
CREATE VIEW documents AS SELECT
    r.id, r.story_id, coalesce(@place(r.path), @place(r.found_at)) AS path, r.member, @place(r.found_at) AS found_at, r.url,
    r.title, r.title_start, r.title_stop, @word(r.title_basis) AS title_basis,
    @word(r.outlet) AS outlet, r.outlet_start, r.outlet_stop, @word(r.outlet_basis) AS outlet_basis,
    @word(r.place) AS place, r.place_start, r.place_stop,
    r.byline, @word(r.byline_basis) AS byline_basis, @word(r.language) AS language,
    r.published, @word(r.published_precision) AS published_precision, @word(r.published_basis) AS published_basis,
    @text(r.id, r.published_start, r.published_length) AS published_text, r.published_start AS published_start,
    r.published_start + r.published_length AS published_stop,
    @word(r.note) AS note, @word(r.media_type) AS media_type, @word(r.charset) AS charset, lower(hex(r.sha256)) AS sha256,
    r.bytes, r.ignored_bytes, r.mended, r.mended_at, @extent(ignored), @extent(sentences), @extent(entities), @extent(names),
    @extent(times), @extent(quantities), @extent(quotes), @extent(claims), r.received
    FROM packed_documents r;
CREATE VIEW intake AS SELECT r.path, r.bytes, r.changed, r.turns, r.whole, nullif(lower(hex(r.sha256)), '') AS sha256
    FROM packed_intake r;
CREATE VIEW ignored AS SELECT
    r.id, r.document_id, @words(), @word(r.why) AS why
    FROM packed_ignored r;
CREATE VIEW sentences AS SELECT
    r.id, r.document_id, @words()
    FROM packed_sentences r;
CREATE VIEW entities AS SELECT
    r.id, r.document_id, CASE typeof(r.name) WHEN 'text' THEN r.name ELSE (SELECT text FROM names WHERE id =
        r.name + @first(names)) END AS name,
    @sorted(a) AS type,
    @sorted(b) AS iso3,
    @sorted(c) AS code,
    @sorted(d) AS role
    FROM packed_entities r;
-- The name that a link leans on, as the tie of a name, a quote, a party or a source tells it.
CREATE VIEW leaned_on (id, words) AS SELECT
    n.id, ': n' || n.id || ' "' || substr(@text(n.document_id, n.start, n.length), 1, 120) || '"' FROM packed_names n;
CREATE VIEW names AS SELECT
    r.id, r.document_id, @words(),
    @sorted(a) AS type,
    r.entity + @first(entities) AS entity_id,
    @sorted(b) || @leaning() AS tie
    FROM packed_names r;
CREATE VIEW times AS SELECT
    r.id, r.document_id, @words(),
    @sorted(a) AS value,
    @sorted(b) AS precision,
    @sorted(c) AS basis
    FROM packed_times r;
CREATE VIEW quantities AS SELECT
    r.id, r.document_id, @words(),
    r.low, CASE typeof(r.high) WHEN 'null' THEN r.low WHEN 'real' THEN r.high END AS high,
    @word(r.word) AS word,
    @word(r.unit) AS unit,
    @word(r.counted) AS counted
    FROM packed_quantities r;
CREATE VIEW quotes AS SELECT
    r.id, r.document_id, @words(),
    @sorted(a) AS form,
    r.start + r.speaker_start AS speaker_start, r.start + r.speaker_start + r.speaker_length AS speaker_stop,
    @text(r.document_id, r.start + r.speaker_start, r.speaker_length) AS speaker,
    r.entity + @first(entities) AS entity_id,
    r.start + r.cue_start AS cue_start, r.start + r.cue_start + r.cue_length AS cue_stop,
    @text(r.document_id, r.start + r.cue_start, r.cue_length) AS cue,
    r.via_start AS via_start, r.via_start + r.via_length AS via_stop,
    @text(r.document_id, r.via_start, r.via_length) AS via,
    @sorted(b) || @leaning() AS tie
    FROM packed_quotes r;
CREATE VIEW claims AS SELECT
    r.id, r.document_id, @words(),
    @sorted(a) AS act,
    @sorted(b) AS mode,
    @sorted(c) AS stance,
    coalesce((SELECT start FROM packed_cues b WHERE b.claim_id = r.id), r.start) AS cue_start,
    coalesce((SELECT start + length FROM packed_cues b WHERE b.claim_id = r.id), r.start + r.length) AS cue_stop,
    coalesce((SELECT @text(r.document_id, b.start, b.length)
        FROM packed_cues b WHERE b.claim_id = r.id),
        @text(r.document_id, r.start, r.length)) AS cue,
    r.time + @first(times) AS time_id,
    (SELECT because_id FROM packed_reasons b WHERE b.claim_id = r.id) AS because_id,
    (SELECT @word(b.reason) FROM packed_reasons b WHERE b.claim_id = r.id) AS reason,
    (SELECT start FROM packed_reasons b WHERE b.claim_id = r.id) AS reason_start,
    (SELECT start + length FROM packed_reasons b WHERE b.claim_id = r.id) AS reason_stop,
    (SELECT @text(r.document_id, b.start, b.length)
        FROM packed_reasons b WHERE b.claim_id = r.id) AS reason_words,
    CASE WHEN r.sure IS NULL THEN @sorted(d) ELSE
        replace(replace(replace(replace(@sorted(d),
        '(#1)', printf('(%.2f)', (r.sure & 127) / 100.0)), '(#2)', printf('(%.2f)', (r.sure >> 7) / 100.0)),
        '#3', @sorted(a)),
        '#4', @sorted(c)) END AS why,
    @parties(actor) AS actor, @parties(recipient) AS recipient, @parties(place) AS place,
    (SELECT group_concat(s.text, '; ') FROM sources s WHERE s.claim_id = r.id) AS source,
    (SELECT group_concat(q.text, '; ') FROM claim_quantities k JOIN quantities q ON q.id = k.quantity_id WHERE k.claim_id = r.id)
        AS quantity
    FROM packed_claims r;
-- What the characters of a claim tell. A party: twice its turn, which is 8 times its role (0 actor, 1 recipient, 2 place) and
-- its number in it, and 1 where its link is in packed_links; where it begins, from the claim's start on; its length; its
-- entity's turn and 1; its tie; the turn and 1 of the name that the tie leans on. A source: twice its tie, and 1 where it is a
-- go-between; the rest likewise. 0 is none.
CREATE VIEW packed_parties AS SELECT r.id AS claim_id, r.document_id,
    @number(r.parties, 6, 1) >> 1 AS turn,
    r.start + @distance(r.parties, 6, 2) AS start,
    nullif(@number(r.parties, 6, 3), 0) AS length,
    nullif(@number(r.parties, 6, 4), 0) - 1 AS entity,
    @number(r.parties, 6, 5) AS tie,
    nullif(@number(r.parties, 6, 6), 0) - 1 AS tie_by,
    @number(r.parties, 6, 1) & 1 AS linked
    FROM packed_claims r JOIN turns t ON @has(r.parties, 6);
CREATE VIEW packed_sources AS SELECT r.id AS claim_id, r.document_id,
    t.turn - 1 AS number,
    @number(r.sources, 5, 1) & 1 AS via,
    r.start + @distance(r.sources, 5, 2) AS start,
    nullif(@number(r.sources, 5, 3), 0) AS length,
    nullif(@number(r.sources, 5, 4), 0) - 1 AS entity,
    @number(r.sources, 5, 1) >> 1 AS tie,
    nullif(@number(r.sources, 5, 5), 0) - 1 AS tie_by
    FROM packed_claims r JOIN turns t ON @has(r.sources, 5);
CREATE VIEW packed_claim_quantities AS SELECT r.id AS claim_id, r.document_id, t.turn - 1 AS number,
    (unicode(substr(r.quantities, 2 * t.turn - 1, 1)) - 33) * 32768 + unicode(substr(r.quantities, 2 * t.turn, 1)) - 33 AS quantity
    FROM packed_claims r JOIN turns t ON t.turn <= length(r.quantities) / 2;
CREATE VIEW parties AS SELECT
    r.claim_id, CASE r.turn >> 3 WHEN 0 THEN 'actor' WHEN 1 THEN 'recipient' ELSE 'place' END AS role, r.turn & 7 AS number,
    @words(),
    r.entity + @first(entities) AS entity_id,
    CASE WHEN r.linked THEN (SELECT @word(l.link) FROM packed_links l WHERE l.claim_id = r.claim_id AND l.turn = r.turn)
        ELSE (SELECT (SELECT word FROM words WHERE id = coalesce(s.b, s.c)) FROM packed_entities e JOIN sorts s ON s.id = e.sort
        WHERE e.id = r.entity + @first(entities)) END AS link,
    @tie() || @leaning() AS tie
    FROM packed_parties r;
CREATE VIEW sources AS SELECT
    r.claim_id, r.number, CASE WHEN r.via THEN 'via' ELSE 'speaker' END AS role,
    @words(),
    r.entity + @first(entities) AS entity_id,
    @tie() || @leaning() AS tie
    FROM packed_sources r;
CREATE VIEW claim_quantities AS SELECT
    r.claim_id, r.number, r.quantity + @first(quantities) AS quantity_id
    FROM packed_claim_quantities r;
CREATE VIEW passages AS SELECT
    r.id, r.story_id,
    r.a_document_id, r.a_start AS a_start, r.a_start + r.a_length AS a_stop, @text(r.a_document_id, r.a_start, r.a_length) AS a_text,
    r.b_document_id, r.b_start AS b_start, r.b_start + r.b_length AS b_stop, @text(r.b_document_id, r.b_start, r.b_length) AS b_text,
    r.words, r.same, @word(r.what) AS what
    FROM packed_passages r;
CREATE VIEW relays AS SELECT
    r.id, r.story_id, r.document_id, @words(), @word(r.named) AS named,
    r.named_start AS named_start, r.named_start + r.named_length AS named_stop,
    @text(r.document_id, r.named_start, r.named_length) AS named_text
    FROM packed_relays r;
CREATE VIEW origin_evidence AS SELECT
    r.origin_id, r.number, @word(r.link) AS link, r.passage_id, r.relay_id
    FROM packed_origin_evidence r;
CREATE VIEW accords AS SELECT
    r.id, r.story_id,
    @sorted(a) AS about,
    @sorted(b) AS question,
    @sorted(c) AS verdict,
    r.origins,
    @sorted(d) AS hint
    FROM packed_accords r;
CREATE VIEW accord_values AS SELECT
    r.accord_id, r.number, @document() AS document_id,
    CASE WHEN r.length IS NULL THEN @of_quantity(start) ELSE r.start END AS start,
    CASE WHEN r.length IS NULL THEN @of_quantity(stop) ELSE r.start + r.length END AS stop,
    CASE WHEN r.length IS NULL THEN @of_quantity(text) ELSE @text(@document(), r.start, r.length) END AS text,
    CASE WHEN r.length IS NULL AND r.value IS NULL THEN @of_quantity(@figure()) ELSE r.value END AS value,
    CASE typeof(r.source) WHEN 'integer' THEN (SELECT name FROM entities WHERE id = r.source + @first_of(entities)) ELSE r.source END AS source,
    r.claim + @first_of(claims) AS claim_id
    FROM packed_accord_values r;

-- Every stretch of bytes that some row stands on: what `verify` holds against the files and `show` prints.
CREATE VIEW evidence (letter, id, part, document_id, start, stop, text) AS
    SELECT 'd', id, 'title', id, title_start, title_stop, title FROM documents WHERE title_start IS NOT NULL
    UNION ALL SELECT 'd', id, 'outlet', id, outlet_start, outlet_stop, outlet FROM documents WHERE outlet_start IS NOT NULL
    UNION ALL SELECT 'd', id, 'place', id, place_start, place_stop, place FROM documents WHERE place_start IS NOT NULL
    UNION ALL SELECT 'd', id, 'published', id, published_start, published_stop, published_text FROM documents WHERE published_start IS NOT NULL
    UNION ALL SELECT 'i', r.id, 'words', @stretch() @of_report(ignored)
    UNION ALL SELECT 's', r.id, 'words', @stretch() @of_report(sentences)
    UNION ALL SELECT 'n', r.id, 'words', @stretch() @of_report(names)
    UNION ALL SELECT 't', r.id, 'words', @stretch() @of_report(times)
    UNION ALL SELECT 'q', r.id, 'words', @stretch() @of_report(quantities)
    UNION ALL SELECT 'u', r.id, 'words', @stretch() @of_report(quotes)
    UNION ALL SELECT 'u', r.id, 'speaker', r.document_id, r.speaker_start, r.speaker_stop, r.speaker @of_report(quotes)
        WHERE r.speaker_start IS NOT NULL
    UNION ALL SELECT 'u', r.id, 'cue', r.document_id, r.cue_start, r.cue_stop, r.cue @of_report(quotes) WHERE r.cue_start IS NOT NULL
    UNION ALL SELECT 'u', r.id, 'via', r.document_id, r.via_start, r.via_stop, r.via @of_report(quotes) WHERE r.via_start IS NOT NULL
    UNION ALL SELECT 'c', r.id, 'words', @stretch() @of_report(claims)
    UNION ALL SELECT 'c', r.id, 'cue', r.document_id, r.cue_start, r.cue_stop, r.cue @of_report(claims)
    UNION ALL SELECT 'c', r.id, 'because', r.document_id, r.reason_start, r.reason_stop, r.reason_words FROM packed_documents d
        JOIN packed_reasons b ON b.claim_id >= d.claims_first AND b.claim_id < d.claims_end
        JOIN claims r ON r.id = b.claim_id AND r.document_id = d.id WHERE b.start IS NOT NULL
    UNION ALL SELECT 'c', r.claim_id, r.role, d.id, r.start, r.stop, r.text @of_claim(parties)
    UNION ALL SELECT 'c', r.claim_id, 'source', d.id, r.start, r.stop, r.text @of_claim(sources)
    UNION ALL SELECT 'p', r.id, 'a', r.a_document_id, r.a_start, r.a_stop, r.a_text @of_story(passages, a_document_id)
    UNION ALL SELECT 'p', r.id, 'b', r.b_document_id, r.b_start, r.b_stop, r.b_text @of_story(passages, b_document_id)
    UNION ALL SELECT 'r', r.id, 'words', @stretch() @of_story(relays, document_id) WHERE r.start IS NOT NULL
    UNION ALL SELECT 'r', r.id, 'named', r.document_id, r.named_start, r.named_stop, r.named_text @of_story(relays, document_id)
        WHERE r.named_start IS NOT NULL
    UNION ALL SELECT 'a', r.accord_id, 'value ' || (r.number + 1), d.id, r.start, r.stop, r.text FROM packed_documents d
        JOIN packed_stories y ON y.id = d.story_id
        JOIN packed_accord_values v ON v.accord_id >= y.accords_first AND v.accord_id < y.accords_end AND v.document = d.id - y.first_document
        JOIN accord_values r ON r.accord_id = v.accord_id AND r.number = v.number WHERE v.start IS NOT NULL;

CREATE VIEW claims_by_actor (actor, link, claim, act, stance, recipient, place, quantity, time, source, outlet,
        published, text, document, start, stop) AS
    SELECT coalesce(e.name, p.text), p.link, 'c' || c.id, c.act, c.stance,
           c.recipient, c.place, c.quantity, t.value, c.source, d.outlet, d.published, c.text, 'd' || d.id, c.start, c.stop
    FROM parties p JOIN claims c ON c.id = p.claim_id JOIN documents d ON d.id = c.document_id
    LEFT JOIN entities e ON e.id = p.entity_id LEFT JOIN times t ON t.id = c.time_id
    WHERE p.role = 'actor';
CREATE VIEW accords_of_story (story, title, accord, about, question, verdict, origins, hint, document, outlet, value,
        source, text, start, stop) AS
    SELECT s.id, s.title, 'a' || a.id, a.about, a.question, a.verdict, a.origins, a.hint, 'd' || d.id,
        coalesce(d.outlet, d.path), v.value, v.source,
           v.text, v.start, v.stop
        FROM accords a JOIN stories s ON s.id = a.story_id JOIN accord_values v ON v.accord_id = a.id
        JOIN documents d ON d.id = v.document_id;
CREATE VIEW conflicts AS SELECT * FROM accords_of_story WHERE verdict = 'conflict';
CREATE VIEW quotes_by_speaker (speaker, quote, form, text, via, outlet, published, document, start, stop) AS
    SELECT coalesce(e.name, q.speaker), 'u' || q.id, q.form, q.text, q.via, d.outlet, d.published, 'd' || d.id,
        q.start, q.stop
    FROM quotes q JOIN documents d ON d.id = q.document_id LEFT JOIN entities e ON e.id = q.entity_id;

INSERT INTO columns (table_name, column_name, meaning, unit) VALUES
    ('about', 'key', 'what is told', NULL),
    ('about', 'value', 'what it is', NULL),
    ('columns', 'table_name', 'table whose column is explained', NULL),
    ('columns', 'column_name', 'column that is explained', NULL),
    ('columns', 'meaning', 'what the column means', NULL),
    ('columns', 'unit', 'unit or form of its values', NULL),
    ('stories', 'id', 'row id; y1 in arrian show', NULL),
    ('stories', 'set_key', 'hash of the reports'' hashes: the same set of reports is the same story; one that holds all reports of another takes its place and id', 'half of SHA-256'),
    ('stories', 'title', 'title of the story', NULL),
    ('stories', 'reports', 'number of its reports', 'count'),
    ('documents', 'id', 'row id; d1 in arrian show', NULL),
    ('documents', 'story_id', 'story it belongs to', NULL),
    ('documents', 'path', 'name under which it was read', NULL),
    ('documents', 'member', 'its name inside that file, where the file holds more than one report', NULL),
    ('documents', 'found_at', 'whole path of the file when it was read', NULL),
    ('documents', 'url', 'where it was published', NULL),
    ('documents', 'title', 'its headline', NULL),
    ('documents', 'title_start', 'first byte of the headline', 'byte'),
    ('documents', 'title_stop', 'byte after the headline', 'byte'),
    ('documents', 'title_basis', 'where the headline was taken from', 'text, markup, context, given'),
    ('documents', 'outlet', 'who published it', NULL),
    ('documents', 'outlet_start', 'first byte of the outlet''s name', 'byte'),
    ('documents', 'outlet_stop', 'byte after the outlet''s name', 'byte'),
    ('documents', 'outlet_basis', 'where the outlet was taken from', 'text, markup, context, given'),
    ('documents', 'place', 'place of the dateline', NULL),
    ('documents', 'place_start', 'first byte of the place', 'byte'),
    ('documents', 'place_stop', 'byte after the place', 'byte'),
    ('documents', 'byline', 'who wrote it, parted by ;', NULL),
    ('documents', 'byline_basis', 'where the byline was taken from', 'text, markup, context, given'),
    ('documents', 'language', 'language of the text', 'BCP 47'),
    ('documents', 'published', 'when it was published', 'ISO 8601'),
    ('documents', 'published_precision', 'how exact that is', 'minute, day, week, month, quarter, season, year,
        decade, vague'),
    ('documents', 'published_basis', 'where the date was taken from', 'text, markup, context, given'),
    ('documents', 'published_text', 'the words that say when', NULL),
    ('documents', 'published_start', 'first byte of those words', 'byte'),
    ('documents', 'published_stop', 'byte after those words', 'byte'),
    ('documents', 'note', 'what the reader wants said', NULL),
    ('documents', 'media_type', 'what its container or transport says it is', 'media type'),
    ('documents', 'charset', 'what its container or transport says it is written in', 'label'),
    ('documents', 'sha256', 'hash of the bytes as received', 'SHA-256'),
    ('documents', 'bytes', 'size as received', 'byte'),
    ('documents', 'ignored_bytes', 'how many of them are furniture', 'byte'),
    ('documents', 'mended', 'invalid bytes that were replaced', 'count'),
    ('documents', 'mended_at', 'the first of them', 'byte'),
    ('documents', 'received', 'the bytes as received', NULL),
    ('intake', 'path', 'whole path of a file that arrian read --store takes in', NULL),
    ('intake', 'bytes', 'its size then', 'byte'),
    ('intake', 'changed', 'when it was changed last', 'nanosecond since 1970'),
    ('intake', 'turns', 'its reports, and members that could not be read, taken in so far', 'count'),
    ('intake', 'whole', 'all of it is taken in', '0 or 1'),
    ('ignored', 'id', 'row id; i1 in arrian show', NULL),
    ('ignored', 'document_id', 'report it stands in', NULL),
    ('ignored', 'start', 'first byte', 'byte'),
    ('ignored', 'stop', 'byte after the last', 'byte'),
    ('ignored', 'text', 'the words', NULL),
    ('ignored', 'why', 'what kind of furniture', 'menu, share, comment, advert, legal, related, repeat, loading,
        other'),
    ('sentences', 'id', 'row id; s1 in arrian show', NULL),
    ('sentences', 'document_id', 'report it stands in', NULL),
    ('sentences', 'start', 'first byte', 'byte'),
    ('sentences', 'stop', 'byte after the last', 'byte'),
    ('sentences', 'text', 'the words', NULL),
    ('entities', 'id', 'row id; e1 in arrian show', NULL),
    ('entities', 'document_id', 'report it stands in', NULL),
    ('entities', 'name', 'its fullest form in the report', NULL),
    ('entities', 'type', 'what it is', 'person, organization, place, facility, product, event, nationality, work'),
    ('entities', 'iso3', 'state', 'ISO 3166-1 alpha-3'),
    ('entities', 'code', 'well-known body', 'NATO, EU, UN ...'),
    ('entities', 'role', 'office or trade that the report gives', NULL),
    ('names', 'id', 'row id; n1 in arrian show', NULL),
    ('names', 'document_id', 'report it stands in', NULL),
    ('names', 'start', 'first byte', 'byte'),
    ('names', 'stop', 'byte after the last', 'byte'),
    ('names', 'text', 'the words', NULL),
    ('names', 'type', 'what it is', 'person, organization, place, facility, product, event, nationality, work'),
    ('names', 'entity_id', 'whom or what it names', NULL),
    ('names', 'tie', 'why the words stand for that entity, and the earlier name that they lean on', NULL),
    ('times', 'id', 'row id; t1 in arrian show', NULL),
    ('times', 'document_id', 'report it stands in', NULL),
    ('times', 'start', 'first byte', 'byte'),
    ('times', 'stop', 'byte after the last', 'byte'),
    ('times', 'text', 'the words', NULL),
    ('times', 'value', 'the date or span; absent where vague', 'EDTF'),
    ('times', 'precision', 'how exact it is', 'minute, day, week, month, quarter, season, year, decade, vague'),
    ('times', 'basis', 'how it was found', 'explicit, relative, context'),
    ('quantities', 'id', 'row id; q1 in arrian show', NULL),
    ('quantities', 'document_id', 'report it stands in', NULL),
    ('quantities', 'start', 'first byte', 'byte'),
    ('quantities', 'stop', 'byte after the last', 'byte'),
    ('quantities', 'text', 'the words', NULL),
    ('quantities', 'low', 'at least', 'unit'),
    ('quantities', 'high', 'at most', 'unit'),
    ('quantities', 'word', 'word that bounds or blurs it', NULL),
    ('quantities', 'unit', 'noun counted or unit of measure, singular', NULL),
    ('quantities', 'counted', 'what it is a quantity of', NULL),
    ('quotes', 'id', 'row id; u1 in arrian show', NULL),
    ('quotes', 'document_id', 'report it stands in', NULL),
    ('quotes', 'start', 'first byte', 'byte'),
    ('quotes', 'stop', 'byte after the last', 'byte'),
    ('quotes', 'text', 'the quoted words', NULL),
    ('quotes', 'form', 'kind of quotation', 'direct, indirect, mixed'),
    ('quotes', 'speaker_start', 'first byte of the speaker', 'byte'),
    ('quotes', 'speaker_stop', 'byte after the speaker', 'byte'),
    ('quotes', 'speaker', 'who said it, as the report names them', NULL),
    ('quotes', 'entity_id', 'who that is', NULL),
    ('quotes', 'tie', 'why the words stand for that entity, and the earlier name that they lean on', NULL),
    ('quotes', 'cue_start', 'first byte of the verb of saying', 'byte'),
    ('quotes', 'cue_stop', 'byte after it', 'byte'),
    ('quotes', 'cue', 'verb of saying', NULL),
    ('quotes', 'via_start', 'first byte of the go-between', 'byte'),
    ('quotes', 'via_stop', 'byte after it', 'byte'),
    ('quotes', 'via', 'outlet or person through whom the words came', NULL),
    ('claims', 'id', 'row id; c1 in arrian show', NULL),
    ('claims', 'document_id', 'report it stands in', NULL),
    ('claims', 'start', 'first byte', 'byte'),
    ('claims', 'stop', 'byte after the last', 'byte'),
    ('claims', 'text', 'the words that say it', NULL),
    ('claims', 'act', 'what was done', 'PLOVER root, STATE, HARM'),
    ('claims', 'mode', 'in what way', NULL),
    ('claims', 'stance', 'in what state', 'happened, ongoing, planned, possible, conditional, denied, refused,
        demanded, reported'),
    ('claims', 'cue_start', 'first byte of the cue', 'byte'),
    ('claims', 'cue_stop', 'byte after the cue', 'byte'),
    ('claims', 'cue', 'words that gave the act', NULL),
    ('claims', 'time_id', 'when it happened', NULL),
    ('claims', 'because_id', 'claim that its words name as its reason', NULL),
    ('claims', 'reason', 'how it stands to that claim: answers, because, in order to, after', NULL),
    ('claims', 'reason_start', 'first byte of the words that link them', 'byte'),
    ('claims', 'reason_stop', 'byte after those words', 'byte'),
    ('claims', 'reason_words', 'words that link them', NULL),
    ('claims', 'why', 'what chose act, parties and stance', NULL),
    ('claims', 'actor', 'words of those who act, parted by ;, as parties tells them', NULL),
    ('claims', 'recipient', 'words of those acted on, parted by ;', NULL),
    ('claims', 'place', 'words of its places, parted by ;', NULL),
    ('claims', 'source', 'words of its sources, nearest first, parted by ;', NULL),
    ('claims', 'quantity', 'words of its quantities, parted by ;', NULL),
    ('parties', 'claim_id', 'claim it is a party of', NULL),
    ('parties', 'role', 'what part it plays', 'actor, recipient, place'),
    ('parties', 'number', 'its turn in the role', 'from 0'),
    ('parties', 'start', 'first byte', 'byte'),
    ('parties', 'stop', 'byte after the last', 'byte'),
    ('parties', 'text', 'the words', NULL),
    ('parties', 'entity_id', 'whom or what they name', NULL),
    ('parties', 'tie', 'why the words stand for that entity, and the earlier name that they lean on', NULL),
    ('parties', 'link', 'state or body', 'ISO 3166-1 alpha-3 or code'),
    ('sources', 'claim_id', 'claim that is theirs', NULL),
    ('sources', 'number', 'place in the chain, nearest first', 'from 0'),
    ('sources', 'role', 'speaker or go-between', 'speaker, via'),
    ('sources', 'start', 'first byte', 'byte'),
    ('sources', 'stop', 'byte after the last', 'byte'),
    ('sources', 'text', 'the words', NULL),
    ('sources', 'entity_id', 'who that is', NULL),
    ('sources', 'tie', 'why the words stand for that entity, and the earlier name that they lean on', NULL),
    ('claim_quantities', 'claim_id', 'claim', NULL),
    ('claim_quantities', 'number', 'turn', 'from 0'),
    ('claim_quantities', 'quantity_id', 'its quantity', NULL),
    ('passages', 'id', 'row id; p1 in arrian show', NULL),
    ('passages', 'story_id', 'story', NULL),
    ('passages', 'a_document_id', 'report a', NULL),
    ('passages', 'a_start', 'first byte in a', 'byte'),
    ('passages', 'a_stop', 'byte after it in a', 'byte'),
    ('passages', 'a_text', 'words in a', NULL),
    ('passages', 'b_document_id', 'report b', NULL),
    ('passages', 'b_start', 'first byte in b', 'byte'),
    ('passages', 'b_stop', 'byte after it in b', 'byte'),
    ('passages', 'b_text', 'words in b', NULL),
    ('passages', 'words', 'length', 'word'),
    ('passages', 'same', 'how much is the same', '0 to 1'),
    ('passages', 'what', 'what is shared', 'prose, quotation, furniture'),
    ('relays', 'id', 'row id; r1 in arrian show', NULL),
    ('relays', 'story_id', 'story', NULL),
    ('relays', 'document_id', 'report that relays', NULL),
    ('relays', 'start', 'first byte of the words that say so', 'byte'),
    ('relays', 'stop', 'byte after them', 'byte'),
    ('relays', 'text', 'those words', NULL),
    ('relays', 'named', 'whom it names as its source', NULL),
    ('relays', 'named_start', 'first byte of that name', 'byte'),
    ('relays', 'named_stop', 'byte after that name', 'byte'),
    ('relays', 'named_text', 'that name as it stands there', NULL),
    ('origins', 'id', 'row id; o1 in arrian show', NULL),
    ('origins', 'story_id', 'story', NULL),
    ('origin_documents', 'origin_id', 'origin', NULL),
    ('origin_documents', 'document_id', 'report that cannot be counted apart from the others', NULL),
    ('origin_evidence', 'origin_id', 'origin', NULL),
    ('origin_evidence', 'number', 'turn', 'from 0'),
    ('origin_evidence', 'link', 'what joins them', 'copied, relay, agency, family'),
    ('origin_evidence', 'passage_id', 'passage that shows it', NULL),
    ('origin_evidence', 'relay_id', 'relay that shows it', NULL),
    ('accords', 'id', 'row id; a1 in arrian show', NULL),
    ('accords', 'story_id', 'story', NULL),
    ('accords', 'about', 'what is compared', 'actor, quantity, place, time, stance, reason, wording'),
    ('accords', 'question', 'what the values answer', NULL),
    ('accords', 'verdict', 'how they stand together', 'agree, compatible, different, changed, conflict, one-sided'),
    ('accords', 'origins', 'how many independent origins there may be', 'count'),
    ('accords', 'hint', 'likely cause of a difference', NULL),
    ('accord_values', 'accord_id', 'accord', NULL),
    ('accord_values', 'number', 'turn', 'from 0'),
    ('accord_values', 'document_id', 'report that says it', NULL),
    ('accord_values', 'start', 'first byte', 'byte'),
    ('accord_values', 'stop', 'byte after the last', 'byte'),
    ('accord_values', 'text', 'the words', NULL),
    ('accord_values', 'value', 'in one common form', NULL),
    ('accord_values', 'source', 'who says so; absent for the report itself', NULL),
    ('accord_values', 'claim_id', 'claim it belongs to', NULL),
    ('runs', 'id', 'row id', NULL),
    ('runs', 'made_by', 'program and version', NULL),
    ('runs', 'engine', 'what read the reports', 'rules, full'),
    ('runs', 'weights', 'hash of the weights of the language engine', 'SHA-256'),
    ('runs', 'tables', 'hash of the word lists and rules', 'SHA-256'),
    ('runs', 'options', 'flags that bear on what is kept', NULL),
    ('runs', 'shard', 'which part of the reports it took in', 'i/n'),
    ('runs', 'inputs', 'hash of the list of its files: path, size and time of change of each', 'SHA-256'),
    ('intake', 'sha256', 'hash of the whole file, once all of it is taken in', 'SHA-256'),
    ('turns', 'turn', 'turn of a party, source or quantity among those of its claim', 'from 1'),
    ('words', 'id', 'number that stands for a word in the packed tables', NULL),
    ('words', 'word', 'the word, or words', NULL),
    ('profiles', 'document_id', 'report', NULL),
    ('profiles', 'tables', 'digest of the word lists it was made with', 'number of a word'),
    ('profiles', 'profile', 'the report''s telling words, by which reports that come later find its story', 'bytes (src/collate/group.c)'),
    ('sorts', 'id', 'number that stands for words that come together, in the packed tables', NULL),
    ('sorts', 'a', 'the first of them', 'number of a word'),
    ('sorts', 'b', 'the second', 'number of a word'),
    ('sorts', 'c', 'the third', 'number of a word'),
    ('sorts', 'd', 'the fourth', 'number of a word'),
    ('spelt', 'document_id', 'report', NULL),
    ('spelt', 'start', 'first byte of a stretch whose bytes are not its text', 'byte'),
    ('spelt', 'length', 'its length', 'byte'),
    ('spelt', 'text', 'its text', NULL),
    ('stories', 'first_document', 'id of its first report', NULL),
    ('stories', 'passages_first', 'id of its first row of passages', NULL),
    ('stories', 'passages_end', 'id after its last', NULL),
    ('stories', 'relays_first', 'id of its first row of relays', NULL),
    ('stories', 'relays_end', 'id after its last', NULL),
    ('stories', 'origins_first', 'id of its first row of origins', NULL),
    ('stories', 'origins_end', 'id after its last', NULL),
    ('stories', 'accords_first', 'id of its first row of accords', NULL),
    ('stories', 'accords_end', 'id after its last', NULL),
    ('documents', 'ignored_first', 'id of its first row of ignored', NULL),
    ('documents', 'ignored_end', 'id after its last', NULL),
    ('documents', 'sentences_first', 'id of its first row of sentences', NULL),
    ('documents', 'sentences_end', 'id after its last', NULL),
    ('documents', 'entities_first', 'id of its first row of entities', NULL),
    ('documents', 'entities_end', 'id after its last', NULL),
    ('documents', 'names_first', 'id of its first row of names', NULL),
    ('documents', 'names_end', 'id after its last', NULL),
    ('documents', 'times_first', 'id of its first row of times', NULL),
    ('documents', 'times_end', 'id after its last', NULL),
    ('documents', 'quantities_first', 'id of its first row of quantities', NULL),
    ('documents', 'quantities_end', 'id after its last', NULL),
    ('documents', 'quotes_first', 'id of its first row of quotes', NULL),
    ('documents', 'quotes_end', 'id after its last', NULL),
    ('documents', 'claims_first', 'id of its first row of claims', NULL),
    ('documents', 'claims_end', 'id after its last', NULL);
INSERT INTO columns SELECT 'last_ids', name, 'the last id given to a row of ' || name, NULL FROM pragma_table_info('last_ids');
INSERT INTO columns SELECT m.name, p.name, coalesce(c.meaning, 'packed: what the view says in other columns'), c.unit
    FROM sqlite_master m JOIN pragma_table_info(m.name) p
    LEFT JOIN columns c ON c.table_name = substr(m.name, 8) AND c.column_name = p.name
    WHERE m.type = 'table' AND m.name GLOB 'packed_*';
