-- What each metric counts, and which of it each entry's filter lets through.

CREATE TABLE counted AS
SELECT * FROM (VALUES
  ('lead.created', 'created'), ('conversion.lead-mql', 'created'), ('hygiene.stale', 'open'), ('hygiene.outcomes', 'attempt'),
  ('intent.alerted', 'alert'), ('opportunity.follow-up', 'deal'), ('pipeline.by-source', 'deal'), ('pipeline.marketing', 'deal'),
  ('revenue', 'deal'), ('deal.size', 'deal'), ('cycle.length', 'deal')) AS counted(metric, kind)
UNION ALL SELECT metric, 'episode' FROM (SELECT DISTINCT metric FROM entries) WHERE metric LIKE 'mql.%' OR metric LIKE 'rejection.%'
  OR metric IN ('first-contact', 'time-to-connect', 'handoff-to-contact', 'follow-up.depth', 'acceptance.documented', 'leads.dropped',
    'leads.duplicate', 'conversion.mql-sql', 'conversion.sql-opportunity', 'conversion.opportunity-won');

-- Leads that were new in the period.
CREATE TABLE created AS
SELECT e.log, e.lead, min(e.ts) FILTER (event = 'created') AS ts, 
  min(e.ts) FILTER (event = 'mql' AND e.latest >= (SELECT min(x.ts) FROM events x WHERE x.log = e.log AND x.lead = e.lead AND x.event = 'created')) AS mql
FROM events e JOIN leads l USING (log, lead) JOIN logs g USING (log)
WHERE l.in_scope GROUP BY ALL HAVING ts >= any_value(g.first) AND ts < any_value(g.last);

-- Episodes that nothing had closed by the period's end, and when somebody last did something about them.
CREATE TABLE open_episodes AS
WITH last_turn AS (
  SELECT t.log, t.lead, arg_max(t.opens, t.seq) AS is_open FROM turns t JOIN logs g USING (log) WHERE t.ts < g.last GROUP BY ALL)
SELECT e.log, e.lead, e.episode, e.request, coalesce((
    SELECT max(least(v.latest, g.last)) FROM episode_events v WHERE v.episode = e.episode AND v.ts < g.last AND v.event IN
      ('attempt', 'connected', 'meetingBooked', 'accepted', 'sql', 'opportunity', 'updated')), e.start) AS updated
FROM episodes e JOIN logs g USING (log) JOIN last_turn t USING (log, lead)
WHERE t.is_open AND e.start < g.last AND e.next_start >= g.last;

-- Attempts made and alerts that were due in the period.
CREATE TABLE happenings AS
SELECT row_number() OVER () AS happening, e.log, e.lead, e.event, e.ts, e.outcome, e.delivered, e.delivered_on_day, e.is_day FROM events e JOIN leads l USING (log, lead)
JOIN logs g USING (log) WHERE l.in_scope AND e.event IN ('attempt', 'alert') AND e.ts >= g.first AND e.ts < g.last;

-- Deals: by their id, those without one after the other: another begins with an opportunity after the one before was decided.
CREATE TABLE stories AS
WITH told AS (
  SELECT *, coalesce(sum(another) OVER (PARTITION BY log, lead, deal ORDER BY seq), 0) AS story FROM (
    SELECT *, CASE WHEN deal IS NULL AND event = 'opportunity'
      AND lag(event) OVER (PARTITION BY log, lead, deal ORDER BY seq) IN ('won', 'lost') THEN 1 ELSE 0 END AS another
    FROM events WHERE event IN ('opportunity', 'won', 'lost'))
  -- What is lost without having been a deal before is a lead.
  QUALIFY bool_or(event <> 'lost') OVER (PARTITION BY log, lead, deal ORDER BY seq))
SELECT * EXCLUDE (ended, won_amount), CASE WHEN ended IS NOT NULL THEN struct_pack(ts := ended.ts, latest := ended.latest,
  amount := CASE ended.event WHEN 'won' THEN won_amount END, is_day := ended.is_day, event := ended.event) END AS closed
FROM (SELECT log, lead, is_nobodys, deal, story,
  arg_min(struct_pack(ts, latest, is_day), seq) FILTER (event = 'opportunity') AS opened,
  arg_min(amount, seq) FILTER (event = 'opportunity' AND amount IS NOT NULL) AS amount,
  arg_max(struct_pack(ts, latest, is_day, event), seq) FILTER (event <> 'opportunity') AS ended,
  -- A win without an amount takes none away from the win before.
  arg_max(amount, seq) FILTER (event = 'won' AND amount IS NOT NULL) AS won_amount,
  min(ts) FILTER (event <> 'opportunity') AS first_closed
FROM told GROUP BY ALL);
-- Deals with an id that several leads tell of, or rows that are nobody's, covered or not: what all of them say in the order of
-- time.
CREATE TABLE united AS
WITH shared AS (
  SELECT log, deal FROM events WHERE event IN ('opportunity', 'won', 'lost') AND deal IS NOT NULL GROUP BY ALL HAVING count(DISTINCT lead) > 1),
told AS (
  SELECT *, row_number() OVER (PARTITION BY log, deal ORDER BY ts, place, latest, is_day, amount DESC NULLS LAST) AS nth
  FROM events SEMI JOIN shared USING (log, deal) WHERE event IN ('opportunity', 'won', 'lost')),
kept AS (SELECT * FROM told QUALIFY bool_or(event <> 'lost') OVER (PARTITION BY log, deal ORDER BY nth))
SELECT log, deal, arg_min(struct_pack(ts, latest, is_day), nth) FILTER (event = 'opportunity') AS opened,
  arg_min(amount, nth) FILTER (event = 'opportunity' AND amount IS NOT NULL) AS amount,
  arg_max(struct_pack(ts, latest, is_day, event), nth) FILTER (event <> 'opportunity') AS closed,
  arg_max(amount, nth) FILTER (event = 'won' AND amount IS NOT NULL) AS won_amount,
  min(ts) FILTER (event <> 'opportunity') AS first_closed, count(*) AS n
FROM kept GROUP BY ALL;
-- A deal is that of the lead that came first, of those under which it was opened or won.
CREATE TABLE claims AS
SELECT s.*, l.in_scope, l.tier, coalesce(l.source, 'unknown') AS source, l.region, l.team,
  coalesce(s.deal, s.lead || '/' || s.story) AS named,
  rank() OVER (PARTITION BY s.log, named, s.deal IS NULL ORDER BY s.is_nobodys,
    (SELECT min(e.start) FROM episodes e WHERE e.log = s.log AND e.lead = s.lead) NULLS LAST,
    s.opened.ts NULLS LAST, CASE s.closed.event WHEN 'won' THEN s.closed.ts END NULLS LAST, s.amount DESC NULLS LAST,
    CASE s.closed.event WHEN 'won' THEN coalesce(s.closed.amount, s.amount) ELSE s.amount END DESC NULLS LAST,
    l.starts NULLS LAST, l.tier_rank DESC, l.fields_valid DESC, l.score DESC NULLS LAST, l.history DESC, l.source, l.region, l.team, l.owner,
    (SELECT list([x.ts, x.place] ORDER BY x.seq) FROM events x WHERE s.is_nobodys AND x.log = s.log AND x.lead = s.lead)) AS place
FROM stories s LEFT JOIN leads l USING (log, lead)
-- Of a deal that is nobody's it cannot be told whether the agreement covers it.
WHERE l.in_scope OR (s.is_nobodys AND NOT EXISTS (SELECT 1 FROM scope x WHERE x.log = s.log));
-- Where nothing else tells them apart, the least of the ids in a lead's rows does.
CREATE TABLE owned AS
SELECT c.*, row_number() OVER (PARTITION BY c.log, c.named, c.deal IS NULL ORDER BY c.place, i.least NULLS LAST) AS claim
FROM claims c LEFT JOIN (
  SELECT r.log, coalesce(b.lead, -r.rid) AS lead, min(r.id_order) AS least FROM belongs b JOIN rows r USING (log, rid) GROUP BY ALL) i USING (log, lead);
CREATE TABLE deals AS
SELECT *, row_number() OVER () AS deal_case, CASE closed.event WHEN 'won' THEN closed.latest ELSE opened.latest END AS moment FROM (
  SELECT o.* EXCLUDE (opened, amount, closed, first_closed), u.deal IS NOT NULL AS is_shared, o.opened AS own_opened, o.closed AS own_closed,
    o.amount AS own_amount, CASE WHEN u.deal IS NULL THEN o.opened ELSE u.opened END AS opened,
    CASE WHEN u.deal IS NULL THEN o.amount ELSE u.amount END AS amount,
    CASE WHEN u.deal IS NULL THEN o.closed WHEN u.closed IS NOT NULL THEN struct_pack(ts := u.closed.ts, latest := u.closed.latest,
      amount := u.won_amount, is_day := u.closed.is_day, event := u.closed.event) END AS closed,
    CASE WHEN u.deal IS NULL THEN o.first_closed ELSE u.first_closed END AS first_closed
  FROM owned o LEFT JOIN united u ON u.log = o.log AND u.deal = o.deal WHERE o.claim = 1);

CREATE TABLE cases AS
WITH found AS (
  SELECT log, 'episode' AS kind, episode AS id, tier, source, region, team, request FROM cohort
  UNION ALL SELECT o.log, 'open', o.episode, l.tier, l.source, l.region, l.team, o.request FROM open_episodes o JOIN leads l USING (log, lead)
  UNION ALL SELECT c.log, 'created', c.lead, l.tier, l.source, l.region, l.team, NULL FROM created c JOIN leads l USING (log, lead)
  UNION ALL SELECT h.log, h.event, h.happening, l.tier, l.source, l.region, l.team, e.request
  FROM happenings h JOIN leads l USING (log, lead)
  LEFT JOIN episodes e ON e.log = h.log AND e.lead = h.lead AND h.ts >= e.start AND h.ts < e.next_start
  UNION ALL SELECT d.log, 'deal', d.deal_case, d.tier, d.source, d.region, d.team, e.request
  FROM deals d LEFT JOIN episodes e ON e.log = d.log AND e.lead = d.lead
    AND d.moment >= e.start AND d.moment < e.next_start)
SELECT f.*, s.name IS NOT NULL AS source_own, r.name IS NOT NULL AS region_own, t.name IS NOT NULL AS team_own
FROM found f LEFT JOIN named s ON s.log = f.log AND s.dimension = 'source' AND s.name = f.source
LEFT JOIN named r ON r.log = f.log AND r.dimension = 'region' AND r.name = f.region
LEFT JOIN named t ON t.log = f.log AND t.dimension = 'team' AND t.name = f.team;

CREATE TABLE fits AS
SELECT e.log, e.id AS entry, e.metric, c.id AS case_id FROM entries e JOIN counted k USING (metric)
LEFT JOIN spellings s ON s.log = e.log AND s.written = e.source
JOIN cases c ON c.log = e.log AND c.kind = k.kind
  AND (e.tier IS NULL OR e.tier = c.tier) AND (e.request IS NULL OR c.request = e.request)
  AND (e.source IS NULL OR CASE e.source WHEN '(others)' THEN NOT c.source_own ELSE c.source = coalesce(s.source, e.source) END)
  AND (e.region IS NULL OR CASE e.region WHEN '(others)' THEN NOT c.region_own ELSE c.region = e.region END)
  AND (e.team IS NULL OR CASE e.team WHEN '(others)' THEN NOT c.team_own ELSE c.team = e.team END);
