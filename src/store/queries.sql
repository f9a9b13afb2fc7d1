-- queries.sql: every statement the store runs, by name. ?1 is the first value bound.

-- Patterns, as in schema.sql. +word: or SQLite puts ?1 in place of word in the key too, and looks through all words.
-- @number_of_word: (SELECT id FROM words WHERE @word_key(word) = @word_key($1) AND +word = $1)
-- @rows: min(d.$1_first), sum(d.$1_end - d.$1_first)
-- @told: s.$1_first, s.$1_end - s.$1_first

-- name: story_by_key
SELECT id FROM packed_stories WHERE set_key = ?1;
-- name: stories_at
SELECT s.id, s.reports FROM packed_documents d JOIN packed_stories s ON s.id = d.story_id
    WHERE d.run IS NULL AND d.found_at IN (?1, @number_of_word(?1)) AND d.member IS ?2 AND s.set_key <> ?3;
-- name: put_about
INSERT INTO about (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2;
-- name: about_of
SELECT value FROM about WHERE key = ?1;
-- name: delete_story
DELETE FROM packed_stories WHERE id = ?1;
-- name: put_story
INSERT INTO packed_stories (id, set_key, title, reports, first_document, passages_first, passages_end, relays_first, relays_end,
    origins_first, origins_end, accords_first, accords_end, seal)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);
-- name: find_word
SELECT id FROM words WHERE @word_key(word) = @word_key(?1) AND +word = ?1;
-- name: put_word
INSERT INTO words (word) VALUES (?1);
-- name: find_sort
SELECT id FROM sorts WHERE a IS ?1 AND b IS ?2 AND c IS ?3 AND d IS ?4;
-- name: put_sort
INSERT INTO sorts (a, b, c, d) VALUES (?1, ?2, ?3, ?4);
-- name: put_spelt
INSERT OR IGNORE INTO spelt (document_id, start, length, text) VALUES (?1, ?2, ?3, ?4);
-- name: find_run
SELECT id FROM runs WHERE made_by = ?1 AND engine = ?2 AND weights IS ?3 AND tables = ?4 AND options = coalesce(?5, '')
    AND shard IS ?6 AND inputs = coalesce(?7, '');
-- name: put_run
INSERT INTO runs (made_by, engine, weights, tables, options, shard, inputs) VALUES (?1, ?2, ?3, ?4, coalesce(?5, ''), ?6, coalesce(?7, ''));
-- name: made_with
SELECT engine, NOT EXISTS (SELECT 1 FROM runs WHERE made_by <> ?1 OR engine <> ?2 OR weights IS NOT ?3 OR tables <> ?4)
    FROM runs ORDER BY id DESC LIMIT 1;
-- name: put_document
INSERT INTO packed_documents (id, story_id, run, turn, path, found_at, member, url, title, title_basis, title_start,
    title_stop, outlet, outlet_basis, outlet_start, outlet_stop, place, place_start, place_stop, byline, byline_basis,
    language, published, published_precision, published_basis, published_start, published_length, note, media_type,
    charset, sha256, bytes, ignored_bytes, mended, mended_at, ignored_first, ignored_end, sentences_first, sentences_end,
    entities_first, entities_end, names_first, names_end, times_first, times_end, quantities_first, quantities_end,
    quotes_first, quotes_end, claims_first, claims_end, received) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
    ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34,
    ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47, ?48, ?49, ?50, ?51, ?52);
-- name: put_ignored
INSERT INTO packed_ignored (id, document_id, start, length, why) VALUES (?1, ?2, ?3, ?4, ?5);
-- name: put_sentence
INSERT INTO packed_sentences (id, document_id, start, length) VALUES (?1, ?2, ?3, ?4);
-- name: put_entity
INSERT INTO packed_entities (id, document_id, name, sort) VALUES (?1, ?2, ?3, ?4);
-- name: put_name
INSERT INTO packed_names (id, document_id, start, length, sort, entity, tie_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
-- name: put_time
INSERT INTO packed_times (id, document_id, start, length, sort) VALUES (?1, ?2, ?3, ?4, ?5);
-- name: put_quantity
INSERT INTO packed_quantities (id, document_id, start, length, low, high, word, unit, counted)
    VALUES (?1, ?2, ?3, ?4, ?5, CASE WHEN ?6 = ?5 THEN NULL WHEN ?6 IS NULL AND ?5 IS NOT NULL THEN '' ELSE ?6 END, ?7, ?8, ?9);
-- name: put_quote
INSERT INTO packed_quotes (id, document_id, start, length, sort, speaker_start, speaker_length, entity, cue_start,
    cue_length, via_start, via_length, tie_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);
-- name: put_claim
INSERT INTO packed_claims (id, document_id, start, length, sort, time, sure, parties, sources, quantities)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
-- name: put_cue
INSERT INTO packed_cues (claim_id, start, length) VALUES (?1, ?2, ?3);
-- name: put_reason
INSERT INTO packed_reasons (claim_id, because_id, reason, start, length) VALUES (?1, ?2, ?3, ?4, ?5);
-- name: put_link
INSERT INTO packed_links (claim_id, turn, link) VALUES (?1, ?2, ?3);
-- name: put_passage
INSERT INTO packed_passages (id, story_id, a_document_id, a_start, a_length, b_document_id, b_start, b_length, words,
    same, what) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
-- name: put_relay
INSERT INTO packed_relays (id, story_id, document_id, start, length, named, named_start, named_length) VALUES (?1, ?2,
    ?3, ?4, ?5, ?6, ?7, ?8);
-- name: put_origin
INSERT INTO origins (id, story_id) VALUES (?1, ?2);
-- name: put_origin_document
INSERT INTO origin_documents (origin_id, document_id) VALUES (?1, ?2);
-- name: put_origin_evidence
INSERT INTO packed_origin_evidence (origin_id, number, link, passage_id, relay_id) VALUES (?1, ?2, ?3, ?4, ?5);
-- name: put_accord
INSERT INTO packed_accords (id, story_id, sort, origins) VALUES (?1, ?2, ?3, ?4);
-- name: put_accord_value
INSERT INTO packed_accord_values (accord_id, number, document, start, length, value, source, claim) VALUES (?1, ?2, ?3, ?4,
    ?5, ?6, ?7, ?8);

-- The last ids ever given; and rows of each table that belong to a story: the first id and how many.
-- name: last_ids
SELECT documents, ignored, sentences, entities, names, times, quantities, quotes, claims, passages, relays, origins, accords, stories
    FROM last_ids;
-- name: put_last_ids
UPDATE last_ids SET documents = ?1, ignored = ?2, sentences = ?3, entities = ?4, names = ?5, times = ?6, quantities = ?7, quotes = ?8,
    claims = ?9, passages = ?10, relays = ?11, origins = ?12, accords = ?13, stories = ?14;
-- name: extents_of_story
SELECT s.first_document, s.reports, @rows(ignored), @rows(sentences), @rows(entities), @rows(names), @rows(times), @rows(quantities),
    @rows(quotes), @rows(claims), @told(passages), @told(relays), @told(origins), @told(accords)
    FROM packed_stories s JOIN packed_documents d ON d.id >= s.first_document AND d.id < s.first_document + s.reports
    WHERE s.id = ?1 GROUP BY s.id;

-- What merge.c asks of the stores that it copies from, and of the one that it fills.
-- name: word
SELECT word FROM words WHERE id = ?1;
-- name: sort
SELECT a, b, c, d FROM sorts WHERE id = ?1;
-- name: story_row
SELECT set_key, title, reports, first_document, seal, passages_first, passages_end, relays_first, relays_end, origins_first,
    origins_end, accords_first, accords_end FROM packed_stories WHERE id = ?1;
-- name: firsts_of_story
SELECT d.id AS packed_documents,
    ignored_first AS packed_ignored,
    sentences_first AS packed_sentences,
    entities_first AS packed_entities,
    names_first AS packed_names,
    times_first AS packed_times,
    quantities_first AS packed_quantities,
    quotes_first AS packed_quotes,
    claims_first AS packed_claims,
    passages_first AS packed_passages, relays_first AS packed_relays, origins_first AS origins, accords_first AS packed_accords
    FROM packed_documents d JOIN packed_stories s ON s.id = ?1 WHERE d.id = ?2;
-- name: extents_of_document
SELECT ignored_first, ignored_end,
    sentences_first, sentences_end,
    entities_first, entities_end,
    names_first, names_end,
    times_first, times_end,
    quantities_first, quantities_end,
    quotes_first, quotes_end,
    claims_first, claims_end FROM packed_documents WHERE id = ?1;
-- name: runs
SELECT id, made_by, engine, weights, tables, options, shard, inputs FROM runs ORDER BY id;
-- name: shards
SELECT shard, id FROM runs WHERE shard IS NOT NULL;
-- name: shard_run
SELECT id FROM runs WHERE shard = ?1;
-- name: run
SELECT made_by, engine, weights, tables, options, inputs FROM runs WHERE id = ?1;
-- name: intake
SELECT path, bytes, changed, turns, whole, sha256 FROM intake ORDER BY path;
-- name: intake_hashes
SELECT sha256, whole, path FROM intake ORDER BY sha256, path;
-- name: intake_row
SELECT bytes, changed, turns, whole, sha256 FROM intake WHERE path = ?1;
-- name: places
SELECT s.id, d.run, d.turn FROM packed_stories s LEFT JOIN packed_documents d ON d.id = s.first_document ORDER BY s.id;

-- name: check_pages
PRAGMA integrity_check(10);
-- name: check_references
PRAGMA foreign_key_check;
-- name: check_turns
SELECT 'packed_entities', r.id, 'packed_names' FROM packed_documents d JOIN packed_entities r ON r.id >= d.entities_first AND r.id < d.entities_end
    WHERE typeof(r.name) = 'integer' AND r.name NOT BETWEEN 0 AND d.names_end - d.names_first - 1
UNION ALL SELECT 'packed_names', r.id, 'packed_entities' FROM packed_documents d JOIN packed_names r ON r.id >= d.names_first AND r.id < d.names_end
    WHERE r.entity NOT BETWEEN 0 AND d.entities_end - d.entities_first - 1
UNION ALL SELECT 'packed_names', r.id, 'packed_names' FROM packed_documents d JOIN packed_names r ON r.id >= d.names_first AND r.id < d.names_end
    WHERE r.tie_by NOT BETWEEN 0 AND d.names_end - d.names_first - 1
UNION ALL SELECT 'packed_quotes', r.id, 'packed_entities' FROM packed_documents d JOIN packed_quotes r ON r.id >= d.quotes_first AND r.id < d.quotes_end
    WHERE r.entity NOT BETWEEN 0 AND d.entities_end - d.entities_first - 1
UNION ALL SELECT 'packed_quotes', r.id, 'packed_names' FROM packed_documents d JOIN packed_quotes r ON r.id >= d.quotes_first AND r.id < d.quotes_end
    WHERE r.tie_by NOT BETWEEN 0 AND d.names_end - d.names_first - 1
UNION ALL SELECT 'packed_claims', r.id, 'packed_times' FROM packed_documents d JOIN packed_claims r ON r.id >= d.claims_first AND r.id < d.claims_end
    WHERE r.time NOT BETWEEN 0 AND d.times_end - d.times_first - 1
UNION ALL SELECT 'packed_parties', r.claim_id, 'packed_entities' FROM packed_documents d JOIN packed_parties r ON r.claim_id >= d.claims_first
    AND r.claim_id < d.claims_end WHERE r.entity NOT BETWEEN 0 AND d.entities_end - d.entities_first - 1
UNION ALL SELECT 'packed_parties', r.claim_id, 'packed_names' FROM packed_documents d JOIN packed_parties r ON r.claim_id >= d.claims_first
    AND r.claim_id < d.claims_end WHERE r.tie_by NOT BETWEEN 0 AND d.names_end - d.names_first - 1
UNION ALL SELECT 'packed_sources', r.claim_id, 'packed_entities' FROM packed_documents d JOIN packed_sources r ON r.claim_id >= d.claims_first
    AND r.claim_id < d.claims_end WHERE r.entity NOT BETWEEN 0 AND d.entities_end - d.entities_first - 1
UNION ALL SELECT 'packed_sources', r.claim_id, 'packed_names' FROM packed_documents d JOIN packed_sources r ON r.claim_id >= d.claims_first
    AND r.claim_id < d.claims_end WHERE r.tie_by NOT BETWEEN 0 AND d.names_end - d.names_first - 1
UNION ALL SELECT 'packed_claim_quantities', r.claim_id, 'packed_quantities' FROM packed_documents d JOIN packed_claim_quantities r ON r.claim_id >= d.claims_first
    AND r.claim_id < d.claims_end WHERE r.quantity NOT BETWEEN 0 AND d.quantities_end - d.quantities_first - 1
UNION ALL SELECT 'packed_accord_values', r.accord_id, 'packed_documents' FROM packed_stories y JOIN packed_accord_values r ON r.accord_id >= y.accords_first
    AND r.accord_id < y.accords_end WHERE r.document NOT BETWEEN 0 AND y.reports - 1
UNION ALL SELECT 'packed_accord_values', r.accord_id, 'packed_claims' FROM packed_stories y JOIN packed_accord_values r ON r.accord_id >= y.accords_first
    AND r.accord_id < y.accords_end JOIN packed_documents d ON d.id = y.first_document + r.document
    WHERE r.claim NOT BETWEEN 0 AND d.claims_end - d.claims_first - 1
UNION ALL SELECT 'packed_accord_values', r.accord_id, 'packed_quantities' FROM packed_stories y JOIN packed_accord_values r ON r.accord_id >= y.accords_first
    AND r.accord_id < y.accords_end JOIN packed_documents d ON d.id = y.first_document + r.document
    WHERE r.length IS NULL AND r.start NOT BETWEEN 0 AND d.quantities_end - d.quantities_first - 1
UNION ALL SELECT 'packed_accord_values', r.accord_id, 'packed_entities' FROM packed_stories y JOIN packed_accord_values r ON r.accord_id >= y.accords_first
    AND r.accord_id < y.accords_end JOIN packed_documents d ON d.id = y.first_document + r.document
    WHERE typeof(r.source) = 'integer' AND r.source NOT BETWEEN 0 AND d.entities_end - d.entities_first - 1;
-- name: put_profile
INSERT INTO profiles (document_id, tables, profile) VALUES (?1, ?2, ?3);
-- name: profiles
SELECT d.story_id, d.sha256, p.profile, (SELECT word FROM words WHERE id = p.tables), d.found_at, d.member
    FROM packed_stories y JOIN documents d ON d.id >= y.first_document AND d.id < y.first_document + y.reports
    LEFT JOIN profiles p ON p.document_id = d.id ORDER BY y.id, d.id;
-- name: all_documents
SELECT d.id, d.story_id, d.path, d.found_at, d.sha256, d.received, CASE d.published_basis WHEN 'given' THEN d.published END,
    CASE d.outlet_basis WHEN 'given' THEN d.outlet END, CASE d.title_basis WHEN 'given' THEN d.title END, d.url,
    CASE d.byline_basis WHEN 'given' THEN d.byline END, d.member, d.media_type, d.charset
    FROM packed_stories y JOIN documents d ON d.id >= y.first_document AND d.id < y.first_document + y.reports ORDER BY y.id, d.id;
-- name: is_alike
SELECT (SELECT count(*) = coalesce(max(id), 0) AND coalesce(sum(claims_end - claims_first), 0) = coalesce(max(claims_end) - 1, 0) FROM packed_documents)
    AND (SELECT coalesce(sum(accords_end - accords_first), 0) = coalesce(max(accords_end) - 1, 0) FROM packed_stories)
    AND NOT EXISTS (SELECT 1 FROM (SELECT first_document, lag(first_document) OVER (ORDER BY id) AS before FROM packed_stories)
        WHERE before > first_document);
-- name: count_documents
SELECT count(*) FROM packed_documents;
-- name: archives
SELECT found_at, count(*), min(path) FROM documents WHERE member IS NOT NULL AND found_at IS NOT NULL GROUP BY found_at;
-- name: documents_at
SELECT id, story_id, path, found_at, sha256, NULL, CASE published_basis WHEN 'given' THEN published END,
    CASE outlet_basis WHEN 'given' THEN outlet END, CASE title_basis WHEN 'given' THEN title END, url,
    CASE byline_basis WHEN 'given' THEN byline END, member, media_type, charset FROM documents
    WHERE id IN (SELECT id FROM packed_documents WHERE found_at IN (?1, @number_of_word(?1)) AND member = ?2);
-- name: members_of
SELECT id, member FROM packed_documents WHERE found_at IN (?1, @number_of_word(?1)) AND member IS NOT NULL
    ORDER BY id;
-- name: put_intake
INSERT INTO packed_intake (path, bytes, changed, turns, whole, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    ON CONFLICT (path) DO UPDATE SET bytes = ?2, changed = ?3, turns = ?4, whole = ?5, sha256 = ?6;
-- name: intake_of
SELECT turns, whole FROM intake WHERE path = ?1 AND bytes = ?2 AND changed = ?3;
-- name: documents_of_story
SELECT id, story_id, path, found_at, sha256, received, CASE published_basis WHEN 'given' THEN published END,
    CASE outlet_basis WHEN 'given' THEN outlet END, CASE title_basis WHEN 'given' THEN title END, url,
    CASE byline_basis WHEN 'given' THEN byline END, member, media_type, charset FROM documents
    WHERE id >= (SELECT first_document FROM packed_stories WHERE id = ?1)
    AND id < (SELECT first_document + reports FROM packed_stories WHERE id = ?1) ORDER BY id;
-- name: files
SELECT found_at FROM documents WHERE found_at IS NOT NULL ORDER BY id;
-- name: evidence_of_document
SELECT letter, id, part, start, stop, text FROM evidence WHERE document_id = ?1;
-- name: seal_of_story
SELECT seal FROM packed_stories WHERE id = ?1;
-- name: evidence_of_row
SELECT e.part, e.start, e.stop, e.text, d.id, coalesce(d.path || coalesce(', member ' || d.member, ''), d.url), d.outlet, d.published, d.sha256, d.bytes,
    (SELECT s.text FROM sentences s WHERE s.id >= (SELECT sentences_first FROM packed_documents WHERE id = e.document_id)
        AND s.id < (SELECT sentences_end FROM packed_documents WHERE id = e.document_id) AND s.start <= e.start AND s.stop > e.start ORDER BY s.start DESC LIMIT 1),
    (SELECT s.start FROM sentences s WHERE s.id >= (SELECT sentences_first FROM packed_documents WHERE id = e.document_id)
        AND s.id < (SELECT sentences_end FROM packed_documents WHERE id = e.document_id) AND s.start <= e.start AND s.stop > e.start ORDER BY s.start DESC LIMIT 1),
    substr(d.received, e.start + 1, e.stop - e.start)
    FROM evidence e JOIN documents d ON d.id = e.document_id WHERE e.letter = ?1 AND e.id = ?2;

-- What `show` prints of a row: one name and value a column; blanks are left out.
-- name: show_y
SELECT 'story' AS kind, title, reports, (SELECT group_concat('d' || id, ' ')
        FROM packed_documents d WHERE d.id >= (SELECT first_document FROM packed_stories WHERE id = s.id)
        AND d.id < (SELECT first_document + reports FROM packed_stories WHERE id = s.id)) AS documents,
    (SELECT group_concat('a' || id || ' ' || coalesce(question, about), '; ') FROM accords a
        WHERE a.id >= s.accords_first AND a.id < s.accords_end) AS accords
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
    (SELECT group_concat('n' || id || ' "' || text || '" (' || tie || ')', '; ') FROM names WHERE entity_id = e.id
        AND id >= (SELECT names_first FROM packed_documents WHERE id = e.document_id)
        AND id < (SELECT names_end FROM packed_documents WHERE id = e.document_id)) AS mentions FROM entities e WHERE id = ?1;
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
    (SELECT s.text FROM sentences s WHERE s.id >= (SELECT sentences_first FROM packed_documents WHERE id = c.document_id)
        AND s.id < (SELECT sentences_end FROM packed_documents WHERE id = c.document_id) AND s.start <= c.start AND s.stop > c.start
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
    (SELECT sum(claims_end - claims_first) FROM packed_documents d WHERE d.id >= p.first_document
        AND d.id < p.first_document + p.reports) AS "number of claims",
    (SELECT count(*) FROM accords a WHERE a.id >= p.accords_first AND a.id < p.accords_end AND a.verdict = 'conflict') AS conflicts,
    (SELECT min(d.published) FROM packed_documents d WHERE d.id >= p.first_document AND d.id < p.first_document + p.reports) AS "from",
    (SELECT max(d.published) FROM packed_documents d WHERE d.id >= p.first_document AND d.id < p.first_document + p.reports) AS "to"
    FROM stories s JOIN packed_stories p ON p.id = s.id ORDER BY s.id DESC;
-- name: serve_reports_of_story
SELECT 'd' || id AS report, coalesce(outlet, replace(path, rtrim(path, replace(path, '/', '')), '')) AS outlet, title, published, path FROM documents
    WHERE id >= (SELECT first_document FROM packed_stories WHERE id = ?1)
    AND id < (SELECT first_document + reports FROM packed_stories WHERE id = ?1) ORDER BY id;
-- name: serve_claims_of_story
SELECT 'c' || c.id AS claim, 'd' || d.id AS report, c.act, c.stance,
    c.actor,
    c.text, c.recipient
    FROM packed_stories y JOIN packed_documents d ON d.id >= y.first_document AND d.id < y.first_document + y.reports
    JOIN claims c ON c.id >= d.claims_first AND c.id < d.claims_end WHERE y.id = ?1 ORDER BY c.id;
-- name: serve_accords_of_story
SELECT 'a' || id AS accord, verdict, about, question, origins, hint FROM accords
    WHERE id >= (SELECT accords_first FROM packed_stories WHERE id = ?1) AND id < (SELECT accords_end FROM packed_stories WHERE id = ?1)
    ORDER BY verdict <> 'conflict', verdict <> 'changed', id;
-- name: serve_claims_of_document
SELECT 'c' || c.id AS claim, c.act, c.mode, c.stance,
    c.actor,
    c.text, c.recipient,
    c.place, t.value AS time, c.source
    FROM claims c LEFT JOIN times t ON t.id = c.time_id
    WHERE c.id >= (SELECT claims_first FROM packed_documents WHERE id = ?1)
    AND c.id < (SELECT claims_end FROM packed_documents WHERE id = ?1) ORDER BY c.id;
-- name: serve_quotes_of_document
SELECT 'u' || id AS quote, form, speaker, text, via FROM quotes
    WHERE id >= (SELECT quotes_first FROM packed_documents WHERE id = ?1)
    AND id < (SELECT quotes_end FROM packed_documents WHERE id = ?1) ORDER BY id;
-- name: serve_quantities_of_document
SELECT 'q' || id AS id, text, low, high, unit, counted AS "of" FROM quantities
    WHERE id >= (SELECT quantities_first FROM packed_documents WHERE id = ?1)
    AND id < (SELECT quantities_end FROM packed_documents WHERE id = ?1) ORDER BY id;
-- name: serve_text_of_document
SELECT 's' || id AS id, start, stop, text FROM sentences
    WHERE id >= (SELECT sentences_first FROM packed_documents WHERE id = ?1)
    AND id < (SELECT sentences_end FROM packed_documents WHERE id = ?1) ORDER BY start;
-- name: serve_accords_of_claim
SELECT DISTINCT 'a' || a.id AS accord, a.verdict, a.about, a.question, a.hint FROM packed_claims c
    JOIN packed_documents d ON d.id = c.document_id JOIN packed_stories y ON y.id = d.story_id
    JOIN accords a ON a.id >= y.accords_first AND a.id < y.accords_end
    JOIN packed_accord_values v ON v.accord_id = a.id AND v.document = d.id - y.first_document AND v.claim = c.id - d.claims_first WHERE c.id = ?1 ORDER BY a.id;
-- name: serve_values_of_accord
SELECT 'd' || v.document_id AS report, coalesce(d.outlet, replace(d.path, rtrim(d.path, replace(d.path, '/', '')), '')) AS outlet, d.published, v.value, v.text, v.source,
    'c' || v.claim_id AS claim, v.start, v.stop FROM accord_values v JOIN documents d ON d.id = v.document_id
    WHERE v.accord_id = ?1 ORDER BY v.number;
-- name: serve_claims_of_entity
SELECT DISTINCT 'c' || c.id AS claim, p.role, c.act, c.stance, c.text FROM packed_entities e
    JOIN packed_documents d ON d.id = e.document_id JOIN claims c ON c.id >= d.claims_first AND c.id < d.claims_end
    JOIN parties p ON p.claim_id = c.id AND p.entity_id = e.id WHERE e.id = ?1 ORDER BY c.id;
-- name: serve_evidence
SELECT e.part, 'd' || e.document_id AS report, coalesce(d.outlet, replace(d.path, rtrim(d.path, replace(d.path, '/', '')), '')) AS outlet, e.start, e.stop, e.text,
    s.text AS sentence, s.start AS sentence_start
    FROM evidence e JOIN documents d ON d.id = e.document_id
    LEFT JOIN sentences s ON s.id = (SELECT n.id FROM packed_sentences n WHERE n.id >= (SELECT sentences_first FROM packed_documents WHERE id = e.document_id)
        AND n.id < (SELECT sentences_end FROM packed_documents WHERE id = e.document_id) AND n.start <= e.start
        AND n.start + n.length > e.start ORDER BY n.start DESC LIMIT 1) WHERE e.letter = ?1 AND e.id = ?2;
