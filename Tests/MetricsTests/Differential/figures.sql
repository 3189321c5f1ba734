-- Every figure but those of waits: log, entry, name and value.

-- What marketing delivers.
CREATE TABLE delivered AS
SELECT c.*, c.counts AND (NOT g.has_tiers OR c.tier IS NOT NULL) AND len(c.valid) = g.required AND x.source IS NULL AS is_delivered,
  coalesce((SELECT m.owner FROM marks m WHERE m.episode = c.episode AND m.mark = 'assignment'), l.owner) AS owner
FROM cohort c JOIN logs g USING (log) JOIN leads l USING (log, lead) LEFT JOIN (
  SELECT DISTINCT x.log, coalesce(s.source, x.source) AS source FROM excluded x
  LEFT JOIN spellings s ON s.log = x.log AND s.written = x.source) x ON x.log = c.log AND x.source = c.source;
CREATE VIEW volume AS SELECT f.log, f.entry AS id, f.metric, d.* EXCLUDE (log) FROM fits f JOIN delivered d ON d.episode = f.case_id;
INSERT INTO figures
SELECT log, id, 'value', count(*) FILTER (is_delivered) FROM volume WHERE metric = 'mql.delivered' GROUP BY ALL
UNION ALL SELECT log, id, 'gross', count(*) FILTER (counts) FROM volume WHERE metric = 'mql.delivered' GROUP BY ALL
UNION ALL SELECT log, id, 'numerator', count(*) FILTER (is_delivered) FROM volume WHERE metric = 'mql.per-rep' GROUP BY ALL
UNION ALL SELECT e.log, e.id, 'denominator', coalesce(any_value(e.headcount), count(DISTINCT nullif(v.owner, '')) FILTER (v.is_delivered))
  FROM entries e LEFT JOIN volume v ON v.log = e.log AND v.id = e.id WHERE e.metric = 'mql.per-rep' GROUP BY ALL
UNION ALL SELECT log, id, 'numerator', count(*) FILTER (len(valid) = (SELECT g.required FROM logs g WHERE g.log = volume.log))
  FROM volume WHERE metric = 'mql.completeness' AND mql IS NOT NULL GROUP BY ALL
UNION ALL SELECT log, id, 'parts.' || field, count(*) FROM (
  SELECT log, id, unnest(valid) AS field FROM volume WHERE metric = 'mql.completeness' AND mql IS NOT NULL) GROUP BY ALL
UNION ALL SELECT log, id, 'numerator', count(*) FILTER (history) FROM volume WHERE metric = 'mql.history' AND mql IS NOT NULL GROUP BY ALL
UNION ALL SELECT log, id, 'denominator', count(*) FROM volume
  WHERE metric IN ('mql.completeness', 'mql.history') AND mql IS NOT NULL GROUP BY ALL;
INSERT INTO figures
SELECT log, entry, 'value', count(*) FROM fits WHERE metric = 'lead.created' GROUP BY ALL
UNION ALL SELECT log, entry, 'gross', count(*) FROM fits WHERE metric = 'lead.created' GROUP BY ALL
-- A lead's further rows are counted with its first episode of the period.
UNION ALL SELECT log, id, figure.name, sum(duplicates) FROM volume, (VALUES ('value'), ('gross')) AS figure(name)
  WHERE metric = 'leads.duplicate' AND start = (SELECT min(c.start) FROM cohort c WHERE c.log = volume.log AND c.lead = volume.lead) GROUP BY ALL;

-- Sums: of points, and of money; parts by source.
CREATE TABLE values_of AS
SELECT log, id AS entry, score AS value, source FROM volume WHERE metric = 'mql.score' AND mql IS NOT NULL
UNION ALL SELECT f.log, f.entry, CASE WHEN f.metric LIKE 'pipeline.%' THEN d.amount ELSE coalesce(d.closed.amount, d.amount) END, d.source
FROM fits f JOIN deals d ON d.deal_case = f.case_id JOIN logs g ON g.log = f.log
LEFT JOIN (SELECT DISTINCT m.log, coalesce(s.source, m.source) AS source FROM marketing m
  LEFT JOIN spellings s ON s.log = m.log AND s.written = m.source) m ON m.log = f.log AND m.source = d.source
WHERE CASE f.metric WHEN 'pipeline.by-source' THEN d.opened.ts >= g.first AND d.opened.ts < g.last
  WHEN 'pipeline.marketing' THEN d.opened.ts >= g.first AND d.opened.ts < g.last AND m.source IS NOT NULL
  WHEN 'revenue' THEN d.closed.event = 'won' AND d.closed.ts >= g.first AND d.closed.ts < g.last
  WHEN 'deal.size' THEN d.closed.event = 'won' AND d.closed.ts >= g.first AND d.closed.ts < g.last END;
INSERT INTO figures
SELECT log, entry, 'n', count(value) FROM values_of GROUP BY ALL
UNION ALL SELECT log, entry, 'missing', count(*) FILTER (value IS NULL) FROM values_of GROUP BY ALL
UNION ALL SELECT log, entry, 'sum', sum(value) FROM values_of GROUP BY ALL
UNION ALL SELECT log, entry, 'median', value FROM (
  SELECT *, row_number() OVER (PARTITION BY log, entry ORDER BY value) AS nth, count(*) OVER (PARTITION BY log, entry) AS n
  FROM values_of WHERE value IS NOT NULL) WHERE nth = (50 * n + 99) // 100;
INSERT INTO figures
WITH told AS (SELECT * FROM values_of WHERE entry LIKE 'pipeline.by-source%'),
counts AS (SELECT log, entry, source, count(value) AS n FROM told WHERE value IS NOT NULL GROUP BY ALL),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY log, entry ORDER BY n DESC, source) AS nth FROM counts WHERE n >= 5 AND source NOT LIKE '%@%'
  QUALIFY nth <= 200),
rest AS (SELECT log, entry, sum(n) AS n FROM counts ANTI JOIN ranked USING (log, entry, source) GROUP BY ALL),
own AS (SELECT r.* FROM ranked r LEFT JOIN rest USING (log, entry) WHERE rest.n IS NULL OR rest.n >= 5
  OR r.nth < (SELECT max(x.nth) FROM ranked x WHERE x.log = r.log AND x.entry = r.entry)),
parts AS (SELECT t.log, t.entry, coalesce(o.source, '(others)') AS part, t.value FROM told t LEFT JOIN own o USING (log, entry, source)
  WHERE t.value IS NOT NULL)
SELECT log, entry, 'parts.' || part || '.n', count(value) FROM parts GROUP BY ALL
UNION ALL SELECT log, entry, 'parts.' || part || '.sum', coalesce(sum(value), 0) FROM parts GROUP BY ALL;

-- Lengths of time.
CREATE TABLE lengths AS
SELECT f.log, f.entry, CASE
    WHEN m.ts IS NULL THEN NULL
    WHEN m.is_day OR d.closed.is_day THEN greatest(wi.day - mi.day, 0)::BIGINT * 86400000
    ELSE greatest(d.closed.ts - m.ts, 0) END AS value
FROM fits f JOIN deals d ON d.deal_case = f.case_id JOIN logs g ON g.log = f.log
LEFT JOIN episodes e ON e.log = d.log AND e.lead = d.lead
  AND d.closed.latest >= e.start AND d.closed.latest < e.next_start
LEFT JOIN marks m ON m.episode = e.episode AND m.mark = 'mql' AND m.ts <= d.closed.latest
LEFT JOIN instants mi ON mi.log = f.log AND mi.ts = m.ts LEFT JOIN instants wi ON wi.log = f.log AND wi.ts = d.closed.ts
WHERE f.metric = 'cycle.length' AND d.closed.event = 'won' AND d.closed.ts >= g.first AND d.closed.ts < g.last;
INSERT INTO lengths
WITH open_deals AS (
  SELECT d.*, g.last FROM deals d JOIN logs g USING (log)
  WHERE d.opened.ts < g.last AND NOT coalesce(d.first_closed < g.last, false)),
points AS (
  SELECT log, deal_case, opened.ts AS ts FROM open_deals UNION SELECT log, deal_case, last FROM open_deals
  UNION SELECT o.log, o.deal_case, e.ts FROM open_deals o JOIN events e ON e.log = o.log AND e.lead = o.lead
    AND e.event IN ('attempt', 'connected', 'replied', 'meetingBooked') AND e.ts >= o.opened.ts AND e.ts < o.last),
gaps AS (
  SELECT p.log, p.deal_case, p.ts - lag(p.ts) OVER turns AS wall, i.open_before - lag(i.open_before) OVER turns AS business
  FROM points p JOIN instants i ON i.log = p.log AND i.ts = p.ts WINDOW turns AS (PARTITION BY p.log, p.deal_case ORDER BY p.ts))
-- No hours come from dates.
SELECT f.log, f.entry, CASE WHEN any_value(o.opened.is_day) OR f.case_id IN (
    SELECT d.deal_case FROM open_deals d JOIN events x ON x.log = d.log AND x.lead = d.lead AND x.is_day
      AND x.event IN ('attempt', 'connected', 'replied', 'meetingBooked') AND x.ts >= d.opened.ts AND x.ts < d.last) THEN NULL
  WHEN e.wall THEN max(g.wall) ELSE max(g.business) END
FROM fits f JOIN entries e ON e.log = f.log AND e.id = f.entry JOIN gaps g ON g.deal_case = f.case_id
JOIN open_deals o ON o.deal_case = f.case_id
WHERE f.metric = 'opportunity.follow-up' GROUP BY f.log, f.entry, f.case_id, e.wall;
INSERT INTO figures
SELECT log, entry, 'n', count(value) FROM lengths GROUP BY ALL
UNION ALL SELECT log, entry, 'missing', count(*) FILTER (value IS NULL) FROM lengths GROUP BY ALL
UNION ALL SELECT log, entry, q.name, value FROM (
  SELECT *, row_number() OVER (PARTITION BY log, entry ORDER BY value) AS nth, count(*) OVER (PARTITION BY log, entry) AS n
  FROM lengths WHERE value IS NOT NULL) r
JOIN (VALUES ('median', 50), ('p90', 90), ('p95', 95)) AS q(name, percent) ON r.nth = (q.percent * r.n + 99) // 100;
