-- schema.sql: what a store holds. Every row that stands on words has its bytes, [start, stop) of the file as received,
-- and its text. Ids are those of `arrian show`: c12 is the row of claims with id 12. The table `columns` tells what each
-- column means.
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, meaning TEXT NOT NULL, unit TEXT,
                      PRIMARY KEY (table_name, column_name)) WITHOUT ROWID;

CREATE TABLE stories (id INTEGER PRIMARY KEY AUTOINCREMENT, set_key TEXT NOT NULL UNIQUE, title TEXT,
        reports INTEGER NOT NULL);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, story_id INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    path TEXT, member TEXT, found_at TEXT, url TEXT,
    title TEXT, title_start INTEGER, title_stop INTEGER, title_basis TEXT,
    outlet TEXT, outlet_start INTEGER, outlet_stop INTEGER, outlet_basis TEXT,
    place TEXT, place_start INTEGER, place_stop INTEGER, byline TEXT, byline_basis TEXT, language TEXT,
    published TEXT, published_precision TEXT, published_basis TEXT, published_text TEXT, published_start INTEGER,
        published_stop INTEGER,
    note TEXT, media_type TEXT, charset TEXT, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, ignored_bytes INTEGER NOT NULL, mended INTEGER,
        mended_at INTEGER,
    received BLOB NOT NULL);
CREATE INDEX documents_story ON documents (story_id);
CREATE INDEX documents_place ON documents (found_at, member);
CREATE TABLE intake (path TEXT PRIMARY KEY, bytes INTEGER NOT NULL, changed INTEGER NOT NULL, turns INTEGER NOT NULL,
        whole INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE ignored (id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, why TEXT NOT NULL);
CREATE INDEX ignored_document ON ignored (document_id);
CREATE TABLE sentences (id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX sentences_document ON sentences (document_id, start);
CREATE TABLE entities (id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    name TEXT NOT NULL, type TEXT NOT NULL, iso3 TEXT, code TEXT, role TEXT);
CREATE INDEX entities_document ON entities (document_id);
CREATE TABLE names (id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, type TEXT NOT NULL,
        entity_id INTEGER REFERENCES entities, tie TEXT);
CREATE INDEX names_document ON names (document_id);
CREATE INDEX names_entity ON names (entity_id);
CREATE TABLE times (id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, value TEXT, precision TEXT NOT NULL,
        basis TEXT NOT NULL);
CREATE INDEX times_document ON times (document_id);
CREATE TABLE quantities (id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, low REAL, high REAL, word TEXT, unit TEXT,
    counted TEXT);
CREATE INDEX quantities_document ON quantities (document_id);
CREATE TABLE quotes (id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, form TEXT NOT NULL,
    speaker_start INTEGER, speaker_stop INTEGER, speaker TEXT, entity_id INTEGER REFERENCES entities,
    cue_start INTEGER, cue_stop INTEGER, cue TEXT, via_start INTEGER, via_stop INTEGER, via TEXT, tie TEXT);
CREATE INDEX quotes_document ON quotes (document_id);
CREATE INDEX quotes_entity ON quotes (entity_id);
CREATE TABLE claims (id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, act TEXT NOT NULL, mode TEXT,
        stance TEXT NOT NULL,
    cue_start INTEGER, cue_stop INTEGER, cue TEXT, time_id INTEGER REFERENCES times,
    because_id INTEGER REFERENCES claims DEFERRABLE INITIALLY DEFERRED,
    reason TEXT, reason_start INTEGER, reason_stop INTEGER, reason_words TEXT, why TEXT);
CREATE INDEX claims_document ON claims (document_id);
CREATE INDEX claims_because ON claims (because_id);
CREATE INDEX claims_time ON claims (time_id);
CREATE TABLE parties (claim_id INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE, role TEXT NOT NULL,
        number INTEGER NOT NULL,
    start INTEGER, stop INTEGER, text TEXT, entity_id INTEGER REFERENCES entities, link TEXT, tie TEXT,
    PRIMARY KEY (claim_id, role, number)) WITHOUT ROWID;
CREATE INDEX parties_entity ON parties (entity_id);
CREATE TABLE sources (claim_id INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE, number INTEGER NOT NULL,
        role TEXT NOT NULL,
    start INTEGER, stop INTEGER, text TEXT, entity_id INTEGER REFERENCES entities, tie TEXT, PRIMARY KEY (claim_id,
        number)) WITHOUT ROWID;
CREATE INDEX sources_entity ON sources (entity_id);
CREATE TABLE claim_quantities (claim_id INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE, number INTEGER NOT NULL,
    quantity_id INTEGER NOT NULL REFERENCES quantities, PRIMARY KEY (claim_id, number)) WITHOUT ROWID;
CREATE INDEX claim_quantities_quantity ON claim_quantities (quantity_id);

CREATE TABLE passages (id INTEGER PRIMARY KEY AUTOINCREMENT,
        story_id INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    a_document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, a_start INTEGER NOT NULL,
        a_stop INTEGER NOT NULL,
    a_text TEXT NOT NULL, b_document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        b_start INTEGER NOT NULL,
    b_stop INTEGER NOT NULL, b_text TEXT NOT NULL, words INTEGER NOT NULL, same REAL NOT NULL, what TEXT NOT NULL);
CREATE INDEX passages_a ON passages (a_document_id);
CREATE INDEX passages_b ON passages (b_document_id);
CREATE INDEX passages_story ON passages (story_id);
CREATE TABLE relays (id INTEGER PRIMARY KEY AUTOINCREMENT,
        story_id INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, start INTEGER, stop INTEGER, text TEXT,
    named TEXT, named_start INTEGER, named_stop INTEGER, named_text TEXT);
CREATE INDEX relays_document ON relays (document_id);
CREATE INDEX relays_story ON relays (story_id);
CREATE TABLE origins (id INTEGER PRIMARY KEY AUTOINCREMENT,
        story_id INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE);
CREATE INDEX origins_story ON origins (story_id);
CREATE TABLE origin_documents (origin_id INTEGER NOT NULL REFERENCES origins ON DELETE CASCADE,
    document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, PRIMARY KEY (origin_id,
        document_id)) WITHOUT ROWID;
CREATE INDEX origin_documents_document ON origin_documents (document_id);
CREATE TABLE origin_evidence (origin_id INTEGER NOT NULL REFERENCES origins ON DELETE CASCADE,
        number INTEGER NOT NULL, link TEXT NOT NULL,
    passage_id INTEGER REFERENCES passages, relay_id INTEGER REFERENCES relays, PRIMARY KEY (origin_id,
        number)) WITHOUT ROWID;
CREATE INDEX origin_evidence_passage ON origin_evidence (passage_id);
CREATE INDEX origin_evidence_relay ON origin_evidence (relay_id);
CREATE TABLE accords (id INTEGER PRIMARY KEY AUTOINCREMENT,
        story_id INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    about TEXT NOT NULL, question TEXT, verdict TEXT NOT NULL, origins INTEGER NOT NULL, hint TEXT);
CREATE INDEX accords_story ON accords (story_id);
CREATE TABLE accord_values (accord_id INTEGER NOT NULL REFERENCES accords ON DELETE CASCADE, number INTEGER NOT NULL,
    document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, start INTEGER, stop INTEGER, text TEXT,
    value TEXT, source TEXT, claim_id INTEGER REFERENCES claims, PRIMARY KEY (accord_id, number)) WITHOUT ROWID;
CREATE INDEX accord_values_claim ON accord_values (claim_id);
CREATE INDEX accord_values_document ON accord_values (document_id);

-- Every stretch of bytes that some row stands on: what `verify` holds against the files and `show` prints.
CREATE VIEW evidence (letter, id, part, document_id, start, stop, text) AS
    SELECT 'd', id, 'title', id, title_start, title_stop, title FROM documents WHERE title_start IS NOT NULL
    UNION ALL SELECT 'd', id, 'outlet', id, outlet_start, outlet_stop, outlet
        FROM documents WHERE outlet_start IS NOT NULL
    UNION ALL SELECT 'd', id, 'place', id, place_start, place_stop, place FROM documents WHERE place_start IS NOT NULL
    UNION ALL SELECT 'd', id, 'published', id, published_start, published_stop, published_text
        FROM documents WHERE published_start IS NOT NULL
    UNION ALL SELECT 'i', id, 'words', document_id, start, stop, text FROM ignored
    UNION ALL SELECT 's', id, 'words', document_id, start, stop, text FROM sentences
    UNION ALL SELECT 'n', id, 'words', document_id, start, stop, text FROM names
    UNION ALL SELECT 't', id, 'words', document_id, start, stop, text FROM times
    UNION ALL SELECT 'q', id, 'words', document_id, start, stop, text FROM quantities
    UNION ALL SELECT 'u', id, 'words', document_id, start, stop, text FROM quotes
    UNION ALL SELECT 'u', id, 'speaker', document_id, speaker_start, speaker_stop, speaker
        FROM quotes WHERE speaker_start IS NOT NULL
    UNION ALL SELECT 'u', id, 'cue', document_id, cue_start, cue_stop, cue FROM quotes WHERE cue_start IS NOT NULL
    UNION ALL SELECT 'u', id, 'via', document_id, via_start, via_stop, via FROM quotes WHERE via_start IS NOT NULL
    UNION ALL SELECT 'c', id, 'words', document_id, start, stop, text FROM claims
    UNION ALL SELECT 'c', id, 'cue', document_id, cue_start, cue_stop, cue FROM claims WHERE cue_start IS NOT NULL
    UNION ALL SELECT 'c', id, 'because', document_id, reason_start, reason_stop, reason_words FROM claims
        WHERE reason_start IS NOT NULL
    UNION ALL SELECT 'c', claim_id, p.role, document_id, p.start, p.stop, p.text
        FROM parties p JOIN claims c ON c.id = p.claim_id
        WHERE p.start IS NOT NULL
    UNION ALL SELECT 'c', claim_id, 'source', document_id, s.start, s.stop, s.text
        FROM sources s JOIN claims c ON c.id = s.claim_id
        WHERE s.start IS NOT NULL
    UNION ALL SELECT 'p', id, 'a', a_document_id, a_start, a_stop, a_text FROM passages
    UNION ALL SELECT 'p', id, 'b', b_document_id, b_start, b_stop, b_text FROM passages
    UNION ALL SELECT 'r', id, 'words', document_id, start, stop, text FROM relays WHERE start IS NOT NULL
    UNION ALL SELECT 'r', id, 'named', document_id, named_start, named_stop, named_text
        FROM relays WHERE named_start IS NOT NULL
    UNION ALL SELECT 'a', accord_id, 'value ' || (number + 1), document_id, start, stop, text
        FROM accord_values WHERE start IS NOT NULL;

CREATE VIEW claims_by_actor (actor, link, claim, act, stance, recipient, place, quantity, time, source, outlet,
        published, text, document, start, stop) AS
    SELECT coalesce(e.name, p.text), p.link, 'c' || c.id, c.act, c.stance,
           (SELECT group_concat(r.text, '; ') FROM parties r WHERE r.claim_id = c.id AND r.role = 'recipient'),
           (SELECT group_concat(r.text, '; ') FROM parties r WHERE r.claim_id = c.id AND r.role = 'place'),
           (SELECT group_concat(q.text, '; ')
        FROM claim_quantities k JOIN quantities q ON q.id = k.quantity_id WHERE k.claim_id = c.id),
           t.value, (SELECT group_concat(s.text, '; ') FROM sources s WHERE s.claim_id = c.id),
           d.outlet, d.published, c.text, 'd' || d.id, c.start, c.stop
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
    ('stories', 'set_key', 'hash of the reports'' hashes: the same set of reports is the same story; one that holds all reports of another takes its place and id', 'SHA-256'),
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
    ('accord_values', 'claim_id', 'claim it belongs to', NULL);
