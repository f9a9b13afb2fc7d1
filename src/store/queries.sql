-- queries.sql: every statement the store runs, by name. ?1 is the first value bound.

-- name: story_by_key
SELECT id FROM stories WHERE set_key = ?1;
-- name: stories_at
SELECT s.id, s.reports, s.set_key FROM documents d JOIN stories s ON s.id = d.story_id WHERE d.found_at = ?1 AND d.member IS ?2;
-- name: put_about
INSERT INTO about (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2;
-- name: about_of
SELECT value FROM about WHERE key = ?1;
-- name: delete_story
DELETE FROM stories WHERE id = ?1;
-- name: put_story
INSERT INTO stories (id, set_key, title, reports) VALUES (?1, ?2, ?3, ?4);
-- name: put_document
INSERT INTO documents (id, story_id, path, member, found_at, url, title, title_basis, title_start, title_stop, outlet,
        outlet_basis, outlet_start,
    outlet_stop, place, place_start, place_stop, byline, byline_basis, language, published, published_precision,
        published_basis,
    published_start, published_stop, published_text, note, media_type, charset, sha256, bytes, ignored_bytes, mended, mended_at,
    received)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
        ?24, ?25, ?26, ?27, ?28, ?29,
    ?30, ?31, ?32, ?33, ?34, ?35);
-- name: put_ignored
INSERT INTO ignored (id, document_id, start, stop, text, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6);
-- name: put_sentence
INSERT INTO sentences (id, document_id, start, stop, text) VALUES (?1, ?2, ?3, ?4, ?5);
-- name: put_entity
INSERT INTO entities (id, document_id, name, type, iso3, code, role) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
-- name: put_name
INSERT INTO names (id, document_id, start, stop, text, type, entity_id, tie) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
-- name: put_time
INSERT INTO times (id, document_id, start, stop, text, value, precision, basis) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
-- name: put_quantity
INSERT INTO quantities (id, document_id, start, stop, text, low, high, word, unit, counted) VALUES (?1, ?2, ?3, ?4,
        ?5, ?6, ?7, ?8, ?9, ?10);
-- name: put_quote
INSERT INTO quotes (id, document_id, start, stop, text, form, speaker_start, speaker_stop, speaker, entity_id,
        cue_start, cue_stop, cue,
    via_start, via_stop, via, tie) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17);
-- name: put_claim
INSERT INTO claims (id, document_id, start, stop, text, act, mode, stance, cue_start, cue_stop, cue, time_id,
        because_id, reason, reason_start, reason_stop, reason_words, why)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18);
-- name: put_party
INSERT INTO parties (claim_id, role, number, start, stop, text, entity_id, link, tie) VALUES (?1, ?2, ?3, ?4, ?5, ?6,
        ?7, ?8, ?9);
-- name: put_source
INSERT INTO sources (claim_id, number, role, start, stop, text, entity_id, tie) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
-- name: put_claim_quantity
INSERT INTO claim_quantities (claim_id, number, quantity_id) VALUES (?1, ?2, ?3);
-- name: put_passage
INSERT INTO passages (id, story_id, a_document_id, a_start, a_stop, a_text, b_document_id, b_start, b_stop, b_text,
        words, same, what)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);
-- name: put_relay
INSERT INTO relays (id, story_id, document_id, start, stop, text, named, named_start, named_stop, named_text)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
-- name: put_origin
INSERT INTO origins (id, story_id) VALUES (?1, ?2);
-- name: put_origin_document
INSERT INTO origin_documents (origin_id, document_id) VALUES (?1, ?2);
-- name: put_origin_evidence
INSERT INTO origin_evidence (origin_id, number, link, passage_id, relay_id) VALUES (?1, ?2, ?3, ?4, ?5);
-- name: put_accord
INSERT INTO accords (id, story_id, about, question, verdict, origins, hint) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
-- name: put_accord_value
INSERT INTO accord_values (accord_id, number, document_id, start, stop, text, value, source, claim_id)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- Rows of one table that belong to a story: the first id and how many, and the last id ever given in that table.
-- name: extent_documents
SELECT min(id), count(*), (SELECT seq FROM sqlite_sequence WHERE name = 'documents') FROM documents WHERE story_id = ?1;
-- name: extent_ignored
SELECT min(id), count(*), (SELECT seq FROM sqlite_sequence WHERE name = 'ignored') FROM ignored
    WHERE document_id IN (SELECT id FROM documents WHERE story_id = ?1);
-- name: extent_sentences
SELECT min(id), count(*), (SELECT seq FROM sqlite_sequence WHERE name = 'sentences') FROM sentences
    WHERE document_id IN (SELECT id FROM documents WHERE story_id = ?1);
-- name: extent_entities
SELECT min(id), count(*), (SELECT seq FROM sqlite_sequence WHERE name = 'entities') FROM entities
    WHERE document_id IN (SELECT id FROM documents WHERE story_id = ?1);
-- name: extent_names
SELECT min(id), count(*), (SELECT seq FROM sqlite_sequence WHERE name = 'names') FROM names
    WHERE document_id IN (SELECT id FROM documents WHERE story_id = ?1);
-- name: extent_times
SELECT min(id), count(*), (SELECT seq FROM sqlite_sequence WHERE name = 'times') FROM times
    WHERE document_id IN (SELECT id FROM documents WHERE story_id = ?1);
-- name: extent_quantities
SELECT min(id), count(*), (SELECT seq FROM sqlite_sequence WHERE name = 'quantities') FROM quantities
    WHERE document_id IN (SELECT id FROM documents WHERE story_id = ?1);
-- name: extent_quotes
SELECT min(id), count(*), (SELECT seq FROM sqlite_sequence WHERE name = 'quotes') FROM quotes
    WHERE document_id IN (SELECT id FROM documents WHERE story_id = ?1);
-- name: extent_claims
SELECT min(id), count(*), (SELECT seq FROM sqlite_sequence WHERE name = 'claims') FROM claims
    WHERE document_id IN (SELECT id FROM documents WHERE story_id = ?1);
-- name: extent_passages
SELECT min(id), count(*), (SELECT seq FROM sqlite_sequence WHERE name = 'passages') FROM passages WHERE story_id = ?1;
-- name: extent_relays
SELECT min(id), count(*), (SELECT seq FROM sqlite_sequence WHERE name = 'relays') FROM relays WHERE story_id = ?1;
-- name: extent_origins
SELECT min(id), count(*), (SELECT seq FROM sqlite_sequence WHERE name = 'origins') FROM origins WHERE story_id = ?1;
-- name: extent_accords
SELECT min(id), count(*), (SELECT seq FROM sqlite_sequence WHERE name = 'accords') FROM accords WHERE story_id = ?1;
-- name: last_story
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'stories'), 0);

-- name: check_pages
PRAGMA integrity_check(10);
-- name: check_references
PRAGMA foreign_key_check;
-- name: all_documents
SELECT id, story_id, path, found_at, sha256, received, CASE published_basis WHEN 'given' THEN published END,
    CASE outlet_basis WHEN 'given' THEN outlet END, CASE title_basis WHEN 'given' THEN title END, url,
    CASE byline_basis WHEN 'given' THEN byline END, member, media_type, charset FROM documents ORDER BY story_id, id;
-- name: count_documents
SELECT count(*) FROM documents;
-- name: archives
SELECT found_at, count(*), min(path) FROM documents WHERE member IS NOT NULL AND found_at IS NOT NULL GROUP BY found_at;
-- name: documents_at
SELECT id, story_id, path, found_at, sha256, NULL, CASE published_basis WHEN 'given' THEN published END,
    CASE outlet_basis WHEN 'given' THEN outlet END, CASE title_basis WHEN 'given' THEN title END, url,
    CASE byline_basis WHEN 'given' THEN byline END, member, media_type, charset FROM documents WHERE found_at = ?1 AND member = ?2;
-- name: members_of
SELECT id, member FROM documents WHERE found_at = ?1 AND member IS NOT NULL ORDER BY id;
-- name: put_intake
INSERT INTO intake (path, bytes, changed, turns, whole) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (path) DO UPDATE SET bytes = ?2, changed = ?3, turns = ?4, whole = ?5;
-- name: intake_of
SELECT turns, whole FROM intake WHERE path = ?1 AND bytes = ?2 AND changed = ?3;
-- name: documents_of_story
SELECT id, story_id, path, found_at, sha256, received, CASE published_basis WHEN 'given' THEN published END,
    CASE outlet_basis WHEN 'given' THEN outlet END, CASE title_basis WHEN 'given' THEN title END, url,
    CASE byline_basis WHEN 'given' THEN byline END, member, media_type, charset FROM documents WHERE story_id = ?1 ORDER BY id;
-- name: files
SELECT found_at FROM documents WHERE found_at IS NOT NULL ORDER BY id;
-- name: evidence_of_document
SELECT letter, id, part, start, stop, text FROM evidence WHERE document_id = ?1;
-- name: evidence_of_row
SELECT e.part, e.start, e.stop, e.text, d.id, coalesce(d.path || coalesce(', member ' || d.member, ''), d.url), d.outlet, d.published, d.sha256, d.bytes,
    (SELECT s.text FROM sentences s WHERE s.document_id = e.document_id AND s.start <= e.start AND s.stop > e.start ORDER BY s.start DESC LIMIT 1),
    (SELECT s.start FROM sentences s WHERE s.document_id = e.document_id AND s.start <= e.start AND s.stop > e.start ORDER BY s.start DESC LIMIT 1),
    substr(d.received, e.start + 1, e.stop - e.start)
    FROM evidence e JOIN documents d ON d.id = e.document_id WHERE e.letter = ?1 AND e.id = ?2;

-- What `show` prints of a row: one name and value a column; blanks are left out.
-- name: show_y
SELECT 'story' AS kind, title, reports, (SELECT group_concat('d' || id, ' ')
        FROM documents d WHERE d.story_id = s.id) AS documents,
    (SELECT group_concat('a' || id, ' ') FROM accords a WHERE a.story_id = s.id) AS accords
        FROM stories s WHERE id = ?1;
-- name: show_d
SELECT 'document' AS kind, path, member, found_at, url, title, title_basis, outlet, outlet_basis, place, byline, language,
        published, published_precision,
    published_basis, note, bytes, ignored_bytes, mended, sha256, 'y' || story_id AS story FROM documents WHERE id = ?1;
-- name: show_i
SELECT 'ignored' AS kind, why FROM ignored WHERE id = ?1;
-- name: show_s
SELECT 'sentence' AS kind FROM sentences WHERE id = ?1;
-- name: show_n
SELECT 'name' AS kind, n.type, 'e' || e.id AS entity, e.name AS stands_for, n.tie AS because, coalesce(e.iso3, e.code) AS link,
        e.role FROM names n
    LEFT JOIN entities e ON e.id = n.entity_id WHERE n.id = ?1;
-- name: show_e
SELECT 'entity' AS kind, name, type, iso3, code, role, 'd' || document_id AS document,
    (SELECT group_concat('n' || id || ' "' || text || '" (' || tie || ')', '; ') FROM names WHERE entity_id = e.id) AS mentions
        FROM entities e WHERE id = ?1;
-- name: show_t
SELECT 'time' AS kind, value, precision, basis FROM times WHERE id = ?1;
-- name: show_q
SELECT 'quantity' AS kind, low, high, word, unit, counted AS "of" FROM quantities WHERE id = ?1;
-- name: show_u
SELECT 'quote' AS kind, form, speaker, 'e' || entity_id AS entity, tie AS because, cue, via FROM quotes WHERE id = ?1;
-- name: show_c
SELECT 'claim' AS kind, c.act, c.mode, c.stance,
    (SELECT group_concat(p.text || coalesce(' [' || p.link || ']', '') || coalesce(' (e' || p.entity_id || ': ' || p.tie || ')', ''), '; ')
        FROM parties p WHERE p.claim_id = c.id AND role = 'actor') AS actor,
    (SELECT group_concat(p.text || coalesce(' [' || p.link || ']', '') || coalesce(' (e' || p.entity_id || ': ' || p.tie || ')', ''), '; ')
        FROM parties p WHERE p.claim_id = c.id AND role = 'recipient') AS recipient,
    (SELECT group_concat(p.text || coalesce(' [' || p.link || ']', '') || coalesce(' (e' || p.entity_id || ': ' || p.tie || ')', ''), '; ')
        FROM parties p WHERE p.claim_id = c.id AND role = 'place') AS place,
    t.text AS time, t.value AS time_value,
    (SELECT group_concat('q' || q.id || ' "' || q.text || '"', '; ')
        FROM claim_quantities k JOIN quantities q ON q.id = k.quantity_id
     WHERE k.claim_id = c.id) AS quantity,
    (SELECT group_concat(s.text || ' (' || s.role || coalesce(', e' || s.entity_id || ': ' || s.tie, '') || ')', '; ')
        FROM sources s WHERE s.claim_id = c.id) AS source,
    'c' || c.because_id || ' (' || c.reason || ', "' || c.reason_words || '")' AS because,
    'the words "' || c.cue || '" are its cue; ' || c.why AS why
    FROM claims c LEFT JOIN times t ON t.id = c.time_id WHERE c.id = ?1;
-- name: show_p
SELECT 'passage' AS kind, what, words, same, 'd' || a_document_id AS a, 'd' || b_document_id AS b
        FROM passages WHERE id = ?1;
-- name: show_r
SELECT 'relay' AS kind, named AS "from", 'd' || document_id AS document FROM relays WHERE id = ?1;
-- name: show_o
SELECT 'origin' AS kind, (SELECT group_concat('d' || document_id, ' ')
        FROM origin_documents WHERE origin_id = o.id) AS documents,
    (SELECT group_concat(link || coalesce(' p' || passage_id, '') || coalesce(' r' || relay_id, ''), '; ')
        FROM origin_evidence
     WHERE origin_id = o.id) AS why FROM origins o WHERE id = ?1;
-- name: show_a
SELECT 'accord' AS kind, about, question, verdict, hint, origins,
    (SELECT group_concat('d' || document_id || ': ' || coalesce(value, text) || coalesce(', says ' || source,
        '') || coalesce(' (c' || claim_id || ')', ''),
     '; ') FROM accord_values WHERE accord_id = a.id) AS "values", 'y' || story_id AS story
        FROM accords a WHERE id = ?1;

-- What `serve` shows: one section a statement, one column a name; columns named after rows (claim, report, story) hold ids.
-- name: data_version
PRAGMA data_version;
-- name: serve_rows
SELECT c.text || coalesce(' ' || (SELECT group_concat(p.text, ' ') FROM parties p WHERE p.claim_id = c.id), ''),
    (SELECT s.text FROM sentences s WHERE s.document_id = c.document_id AND s.start <= c.start AND s.stop > c.start
        ORDER BY s.start DESC LIMIT 1),
    'c' || c.id, 'claim', c.act, c.stance,
    (SELECT group_concat(DISTINCT p.link) FROM parties p WHERE p.claim_id = c.id AND length(p.link) = 3),
    coalesce(d.outlet, replace(d.path, rtrim(d.path, replace(d.path, '/', '')), '')), 'd' || d.id, 'y' || d.story_id, d.published, NULL
    FROM claims c JOIN documents d ON d.id = c.document_id
UNION ALL SELECT u.text, u.speaker, 'u' || u.id, 'quote', NULL, NULL, NULL,
    coalesce(d.outlet, replace(d.path, rtrim(d.path, replace(d.path, '/', '')), '')), 'd' || d.id,
    'y' || d.story_id, d.published, NULL FROM quotes u JOIN documents d ON d.id = u.document_id
UNION ALL SELECT s.text, NULL, 's' || s.id, 'sentence', NULL, NULL, NULL,
    coalesce(d.outlet, replace(d.path, rtrim(d.path, replace(d.path, '/', '')), '')), 'd' || d.id,
    'y' || d.story_id, d.published, NULL FROM sentences s JOIN documents d ON d.id = s.document_id
UNION ALL SELECT coalesce(d.title, d.path), d.byline, 'd' || d.id, 'report', NULL, NULL, NULL,
    coalesce(d.outlet, replace(d.path, rtrim(d.path, replace(d.path, '/', '')), '')), 'd' || d.id,
    'y' || d.story_id, d.published, NULL FROM documents d
UNION ALL SELECT coalesce(a.question, a.about),
    (SELECT group_concat(v.text, '; ') FROM accord_values v WHERE v.accord_id = a.id), 'a' || a.id,
    'accord', NULL, NULL, NULL, NULL, NULL, 'y' || a.story_id, NULL, a.verdict FROM accords a;
-- name: serve_stories
SELECT 'y' || s.id AS story, s.title, s.reports,
    (SELECT count(*) FROM claims c JOIN documents d ON d.id = c.document_id WHERE d.story_id = s.id) AS "number of claims",
    (SELECT count(*) FROM accords a WHERE a.story_id = s.id AND a.verdict = 'conflict') AS conflicts,
    (SELECT min(d.published) FROM documents d WHERE d.story_id = s.id) AS "from",
    (SELECT max(d.published) FROM documents d WHERE d.story_id = s.id) AS "to"
    FROM stories s ORDER BY s.id DESC;
-- name: serve_reports_of_story
SELECT 'd' || id AS report, coalesce(outlet, replace(path, rtrim(path, replace(path, '/', '')), '')) AS outlet, title, published, path FROM documents
    WHERE story_id = ?1 ORDER BY id;
-- name: serve_claims_of_story
SELECT 'c' || c.id AS claim, 'd' || d.id AS report, c.act, c.stance,
    (SELECT group_concat(p.text, '; ') FROM parties p WHERE p.claim_id = c.id AND p.role = 'actor') AS actor,
    c.text, (SELECT group_concat(p.text, '; ') FROM parties p WHERE p.claim_id = c.id AND p.role = 'recipient') AS recipient
    FROM claims c JOIN documents d ON d.id = c.document_id WHERE d.story_id = ?1 ORDER BY c.id;
-- name: serve_accords_of_story
SELECT 'a' || id AS accord, verdict, about, question, origins, hint FROM accords WHERE story_id = ?1
    ORDER BY verdict <> 'conflict', verdict <> 'changed', id;
-- name: serve_claims_of_document
SELECT 'c' || c.id AS claim, c.act, c.mode, c.stance,
    (SELECT group_concat(p.text, '; ') FROM parties p WHERE p.claim_id = c.id AND p.role = 'actor') AS actor,
    c.text, (SELECT group_concat(p.text, '; ') FROM parties p WHERE p.claim_id = c.id AND p.role = 'recipient') AS recipient,
    (SELECT group_concat(p.text, '; ') FROM parties p WHERE p.claim_id = c.id AND p.role = 'place') AS place,
    t.value AS time, (SELECT group_concat(s.text, '; ') FROM sources s WHERE s.claim_id = c.id) AS source
    FROM claims c LEFT JOIN times t ON t.id = c.time_id WHERE c.document_id = ?1 ORDER BY c.id;
-- name: serve_quotes_of_document
SELECT 'u' || id AS quote, form, speaker, text, via FROM quotes WHERE document_id = ?1 ORDER BY id;
-- name: serve_quantities_of_document
SELECT 'q' || id AS id, text, low, high, unit, counted AS "of" FROM quantities WHERE document_id = ?1 ORDER BY id;
-- name: serve_text_of_document
SELECT 's' || id AS id, start, stop, text FROM sentences WHERE document_id = ?1 ORDER BY start;
-- name: serve_accords_of_claim
SELECT DISTINCT 'a' || a.id AS accord, a.verdict, a.about, a.question, a.hint FROM accords a
    JOIN accord_values v ON v.accord_id = a.id WHERE v.claim_id = ?1 ORDER BY a.id;
-- name: serve_values_of_accord
SELECT 'd' || v.document_id AS report, coalesce(d.outlet, replace(d.path, rtrim(d.path, replace(d.path, '/', '')), '')) AS outlet, d.published, v.value, v.text, v.source,
    'c' || v.claim_id AS claim, v.start, v.stop FROM accord_values v JOIN documents d ON d.id = v.document_id
    WHERE v.accord_id = ?1 ORDER BY v.number;
-- name: serve_claims_of_entity
SELECT DISTINCT 'c' || c.id AS claim, p.role, c.act, c.stance, c.text FROM parties p JOIN claims c ON c.id = p.claim_id
    WHERE p.entity_id = ?1 ORDER BY c.id;
-- name: serve_evidence
SELECT e.part, 'd' || e.document_id AS report, coalesce(d.outlet, replace(d.path, rtrim(d.path, replace(d.path, '/', '')), '')) AS outlet, e.start, e.stop, e.text,
    s.text AS sentence, s.start AS sentence_start
    FROM evidence e JOIN documents d ON d.id = e.document_id
    LEFT JOIN sentences s ON s.id = (SELECT n.id FROM sentences n WHERE n.document_id = e.document_id AND n.start <= e.start
        AND n.stop > e.start ORDER BY n.start DESC LIMIT 1) WHERE e.letter = ?1 AND e.id = ?2;
