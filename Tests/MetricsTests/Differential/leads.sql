-- From rows to leads, events and episodes.

-- Kinds of events: their order at one moment, what ends an episode, and what each needs to mean.
CREATE TABLE kinds AS
SELECT * FROM (VALUES
  ('created', 0, false, NULL), ('requestedContact', 1, false, 'contactRequest'),
  ('requestedPricing', 2, false, 'pricingRequest'), ('requested', 3, false, 'demoRequest'), ('mql', 4, false, 'mql'),
  ('assigned', 5, false, NULL), ('handoff', 6, false, NULL), ('attempt', 7, false, 'humanAttempt'),
  ('connected', 8, false, NULL), ('replied', 9, false, NULL), ('meetingBooked', 10, false, NULL),
  ('accepted', 11, false, 'accepted'), ('sql', 12, false, NULL), ('opportunity', 13, false, NULL),
  ('rejected', 14, true, 'rejected'), ('recycled', 15, true, NULL), ('won', 16, true, 'won'),
  ('lost', 17, true, NULL), ('merged', 18, true, NULL), ('unsubscribed', 19, true, NULL),
  ('reopened', 20, false, NULL), ('updated', 21, false, 'humanAttempt'), ('alert', 22, false, NULL)) AS kinds(event, place, closes, subject);

-- What rows tell of: an event whose value means it; an attempt or update of which nobody says who made it is not human.
CREATE TABLE told AS
SELECT c.*, k.place, k.closes, l.as_of FROM cells c JOIN kinds k USING (event) JOIN logs l USING (log)
LEFT JOIN meanings m ON m.log = c.log AND m.subject = k.subject
WHERE CASE m.means
  WHEN 'stamped' THEN true
  WHEN 'valued' THEN list_contains(m.listed, c.value)
  WHEN 'other' THEN c.value <> '' AND NOT list_contains(m.listed, c.value)
  ELSE k.subject IS DISTINCT FROM 'humanAttempt' END;

-- A row of which something cannot be read is left out as a whole.
CREATE TABLE rejected_rows AS
SELECT log, rid, arg_min(reason, nth) AS reason FROM (
  SELECT log, rid, problem AS reason, 0 AS nth FROM rows WHERE problem IS NOT NULL
  UNION ALL SELECT log, rid, CASE WHEN unreadable THEN 'unreadable-time' ELSE problem END, cell FROM told
  WHERE unreadable OR (problem IS NOT NULL AND earliest <= as_of)) GROUP BY ALL;

-- What has happened by the time of the export; what ends an episode does so at the end of a date without time.
CREATE TABLE happened AS
SELECT * EXCLUDE (delivered, delivered_on_day), CASE WHEN delivered <= as_of THEN delivered END AS delivered,
  coalesce(delivered <= as_of AND delivered_on_day, false) AS delivered_on_day,
  CASE WHEN closes THEN least(latest, as_of) ELSE earliest END AS ts
FROM told ANTI JOIN rejected_rows USING (log, rid) WHERE earliest <= as_of;

-- Rows of one lead have an id or an address in common, by way of other rows, too.
CREATE TABLE lead_keys AS
SELECT DISTINCT k.log, k.rid, k.kind, k.key FROM keys k JOIN rows r USING (log, rid) ANTI JOIN rejected_rows USING (log, rid)
WHERE r.is_lead;
CREATE TABLE components AS
WITH RECURSIVE edges AS (SELECT DISTINCT a.rid AS a, b.rid AS b FROM lead_keys a JOIN lead_keys b USING (log, kind, key)),
reach(a, b) AS (SELECT a, a FROM edges UNION SELECT reach.a, edges.b FROM reach JOIN edges ON edges.a = reach.b)
SELECT a AS rid, min(b) AS lead FROM reach GROUP BY a;

-- An activity belongs to the lead of its id, else to that of the first further id that a lead goes by, else to that of its
-- address, else to nobody.
CREATE TABLE belongs AS
SELECT r.log, r.rid, r.is_lead, coalesce(c.lead, found.leads[1]) AS lead, found.leads, found.place
FROM rows r ANTI JOIN rejected_rows USING (log, rid) LEFT JOIN components c USING (rid)
LEFT JOIN (
  SELECT k.rid, list(c.lead ORDER BY k.place) AS leads, min(k.place) AS place
  FROM keys k JOIN lead_keys l USING (log, kind, key) JOIN components c ON c.rid = l.rid GROUP BY k.rid) found ON found.rid = r.rid;

-- The row that speaks for a lead: the one whose first MQL or demo request is the earliest. Of several, that of the lowest
-- tier; then by its valid fields, scope, score and history, and by the names of source, region, team and owner.
CREATE TABLE row_values AS
SELECT r.*, coalesce(s.source, nullif(r.source, ''), 'unknown') AS source_name,
  (SELECT t.rank FROM tiers t WHERE t.log = r.log AND r.worth >= t.least ORDER BY t.rank LIMIT 1) AS tier_rank,
  coalesce((SELECT sum(1 << q.place) FROM required q WHERE q.log = r.log AND list_contains(r.valid, q.field)), 0) AS fields_valid,
  (SELECT t.tier FROM tiers t WHERE t.log = r.log AND r.worth >= t.least ORDER BY t.rank LIMIT 1) AS tier,
  NOT EXISTS (
    SELECT 1 FROM scope sc WHERE sc.log = r.log AND NOT EXISTS (
      SELECT 1 FROM fields f WHERE f.rid = r.rid AND f.field = sc.field AND list_contains(sc.listed, f.cell))) AS in_scope,
  (SELECT min(h.ts) FROM happened h WHERE h.rid = r.rid AND h.event IN ('mql', 'requested')) AS starts
FROM rows r LEFT JOIN spellings s ON s.log = r.log AND s.written = r.source;
CREATE TABLE leads AS
SELECT * FROM (
  SELECT v.log, b.lead, v.tier, v.source_name AS source, v.region, v.team, v.owner, v.score, v.valid, v.history, v.in_scope,
    v.starts, coalesce(v.tier_rank, -1) AS tier_rank, v.fields_valid,
    count(*) OVER (PARTITION BY b.lead) - 1 AS duplicates,
    row_number() OVER (PARTITION BY b.lead ORDER BY v.starts NULLS LAST, coalesce(v.tier_rank, -1) DESC,
      v.fields_valid DESC, v.in_scope DESC, v.score DESC NULLS LAST, v.history DESC, v.source_name, v.region, v.team, v.owner) AS speaks
  FROM belongs b JOIN row_values v USING (log, rid) WHERE b.is_lead) WHERE speaks = 1;

-- A lead's events, those of all its rows united: what two rows of the lead itself tell alike has happened once. A rejection
-- is documented by a reason of the taxonomy, an acceptance by anything, five minutes after at the latest.
CREATE TABLE events AS
SELECT *, row_number() OVER (PARTITION BY log, lead ORDER BY ts, place, latest, reason_nth NULLS FIRST, documented, is_day, outcome DESC, amount DESC NULLS LAST,
  delivered NULLS LAST, delivered_on_day, coalesce(owner, '') = '', owner) AS seq
FROM (
  SELECT * EXCLUDE (copy) FROM (
    SELECT DISTINCT h.log, coalesce(b.lead, -h.rid) AS lead, b.lead IS NULL AS is_nobodys, h.event, h.ts, h.latest, h.is_day, h.place, h.closes,
      h.channel, coalesce(h.outcome, false) AS outcome, h.owner, h.delivered, h.delivered_on_day, h.deal, h.amount,
      CASE h.event WHEN 'rejected' THEN coalesce(r.reason, '(none)') END AS reason, r.nth AS reason_nth,
      CASE h.event WHEN 'rejected' THEN r.reason IS NOT NULL WHEN 'accepted' THEN h.filled ELSE false END
        AND (NOT h.dated OR coalesce(h.written <= least(h.ts + 300000, h.as_of), false)) AS documented,
      CASE WHEN b.is_lead THEN row_number() OVER (PARTITION BY h.rid, h.event, h.ts, h.latest, h.channel, h.outcome, h.owner, h.delivered, h.delivered_on_day, h.deal,
        h.amount, h.reason, h.filled, h.written ORDER BY h.rid) ELSE -h.cell END AS copy
    FROM happened h JOIN belongs b USING (log, rid) LEFT JOIN reasons r ON r.log = h.log AND r.written = h.reason AND h.event = 'rejected'));

-- Clocks: what business time had run before an instant, which business day it falls on, and which local day.
CREATE TABLE instants AS
WITH all_instants AS (
  SELECT DISTINCT log, ts FROM (
    SELECT log, ts FROM events UNION ALL SELECT log, delivered FROM events UNION ALL SELECT log, as_of FROM logs
    UNION ALL SELECT log, last FROM logs UNION ALL SELECT log, latest FROM events WHERE is_day) WHERE ts IS NOT NULL)
SELECT i.log, i.ts, coalesce(w.before + least(i.ts - w.opens, w.closes - w.opens), 0) AS open_before,
  b.number AS business_day, d.day, d.begins
FROM all_instants i ASOF LEFT JOIN windows w ON w.log = i.log AND i.ts >= w.opens
ASOF LEFT JOIN business b ON b.log = i.log AND i.ts < b.closes
ASOF LEFT JOIN days d ON d.log = i.log AND i.ts >= d.begins;

-- An episode starts at an MQL or a demo request while none is open; what ends it closes it, and reopening takes that back.
CREATE TABLE turns AS
SELECT *, coalesce(last_value(opens) OVER (PARTITION BY log, lead ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS was_open
FROM (
  SELECT *, NOT closes AS opens FROM (
    SELECT *, coalesce(bool_or(event IN ('mql', 'requested')) OVER (PARTITION BY log, lead ORDER BY seq), false) AS has_begun
    FROM events WHERE NOT is_nobodys)
  WHERE event IN ('mql', 'requested') OR closes OR (event = 'reopened' AND has_begun));
CREATE TABLE begun AS
SELECT t.log, t.lead, row_number() OVER (ORDER BY t.log, t.lead, t.seq) AS episode, t.ts AS start, t.is_day, t.seq AS first_seq, t.event AS began_with,
  lag(t.ts) OVER (PARTITION BY t.log, t.lead ORDER BY t.seq) AS start_before,
  coalesce(lead(t.seq) OVER (PARTITION BY t.log, t.lead ORDER BY t.seq), 1000000000) AS next_seq,
  coalesce(lead(t.ts) OVER (PARTITION BY t.log, t.lead ORDER BY t.seq), 9000000000000000) AS next_start
FROM turns t JOIN leads l ON l.log = t.log AND l.lead = t.lead AND l.in_scope
WHERE t.event IN ('mql', 'requested') AND NOT t.was_open;
-- What an episode came from: the demo request that it began with, else the last request since the one before began; of two at
-- one moment that for prices.
CREATE TABLE episodes AS
SELECT b.*, CASE WHEN b.began_with = 'requested' THEN 'demo' ELSE (
  SELECT CASE arg_max(v.event, 2 * v.ts + CASE v.event WHEN 'requestedPricing' THEN 1 ELSE 0 END)
    WHEN 'requestedPricing' THEN 'pricing' WHEN 'requestedContact' THEN 'contact' END
  FROM events v WHERE v.log = b.log AND v.lead = b.lead AND v.event IN ('requestedPricing', 'requestedContact')
    AND v.ts <= b.start AND (b.start_before IS NULL OR v.ts > b.start_before)) END AS request
FROM begun b;
CREATE TABLE episode_events AS
SELECT e.episode, v.* FROM episodes e JOIN events v ON v.log = e.log AND v.lead = e.lead AND v.seq >= e.first_seq AND v.seq < e.next_seq;
-- Marks at which clocks start, the first of each kind. Who is with somebody when an episode starts is so from its start on.
CREATE TABLE marks AS
WITH standing AS (
  SELECT e.episode, kind.event, arg_max(v.event, v.seq) = kind.event AS stands, arg_max(v.owner, v.seq) AS owner
  FROM episodes e, (VALUES ('assigned'), ('handoff')) AS kind(event) JOIN events v ON v.log = e.log AND v.lead = e.lead
  WHERE v.seq < e.first_seq AND (v.event = kind.event OR v.closes) GROUP BY e.episode, kind.event),
own AS (
  SELECT episode, event, arg_min(struct_pack(ts, is_day, owner), seq) AS first FROM episode_events
  WHERE event IN ('mql', 'requested', 'handoff', 'assigned') GROUP BY ALL)
SELECT e.episode, CASE kind.event WHEN 'requested' THEN 'request' WHEN 'assigned' THEN 'assignment' ELSE kind.event END AS mark,
  CASE WHEN s.stands THEN e.start ELSE own.first.ts END AS ts, CASE WHEN s.stands THEN e.is_day ELSE own.first.is_day END AS is_day,
  nullif(CASE WHEN s.stands THEN s.owner ELSE own.first.owner END, '') AS owner
FROM episodes e, (VALUES ('mql'), ('requested'), ('handoff'), ('assigned')) AS kind(event)
LEFT JOIN standing s ON s.episode = e.episode AND s.event = kind.event LEFT JOIN own ON own.episode = e.episode AND own.event = kind.event
WHERE s.stands OR own.first IS NOT NULL;

-- The episodes of the period: those that start in it. An MQL does not count within the cool-off after a recycling.
CREATE TABLE cohort AS
SELECT e.*, l.tier, l.source, l.region, l.team, l.score, l.history, l.valid, l.duplicates, m.ts AS mql,
  m.ts IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM events r JOIN instants ri ON ri.log = r.log AND ri.ts = r.ts
    JOIN instants mi ON mi.log = m_log.log AND mi.ts = m.ts
    WHERE r.log = e.log AND r.lead = e.lead AND r.event = 'recycled' AND r.ts < m.ts
      AND mi.day - ri.day < m_log.cool_off) AS counts
FROM episodes e JOIN logs m_log USING (log) JOIN leads l USING (log, lead)
LEFT JOIN marks m ON m.episode = e.episode AND m.mark = 'mql'
WHERE e.start >= m_log.first AND e.start < m_log.last;

-- The values of a dimension that are told apart: five cases at least, the hundred most frequent sources, the 25 most frequent
-- regions and teams; what is left is joined, and where that is less than five, the smallest of the others goes with it.
CREATE TABLE named AS
WITH counts AS (
  SELECT log, dimension, name, count(*) AS n, name <> '' AND name NOT LIKE '%@%' AS is_fit FROM (
    SELECT log, 'source' AS dimension, source AS name FROM cohort
    UNION ALL SELECT log, 'region', region FROM cohort UNION ALL SELECT log, 'team', team FROM cohort) GROUP BY ALL),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY log, dimension, is_fit AND n >= 5 ORDER BY n DESC, name) AS nth FROM counts),
own AS (SELECT * FROM ranked WHERE is_fit AND n >= 5 AND nth <= CASE dimension WHEN 'source' THEN 100 ELSE 25 END),
rest AS (SELECT log, dimension, sum(n) AS n FROM counts ANTI JOIN own USING (log, dimension, name) GROUP BY ALL)
SELECT own.log, own.dimension, own.name FROM own LEFT JOIN rest USING (log, dimension)
WHERE rest.n IS NULL OR rest.n >= 5
  OR own.nth < (SELECT max(o.nth) FROM own o WHERE o.log = own.log AND o.dimension = own.dimension);
