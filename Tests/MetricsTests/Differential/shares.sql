-- Shares, and counts of what sales makes of leads; a case that is neither in nor out has no row.
CREATE TABLE shares (log INTEGER, entry VARCHAR, holds BOOLEAN);

-- Alerts that reached somebody in time, of those that did or are late.
INSERT INTO shares
SELECT f.log, f.entry, CASE WHEN e.within_days IS NULL THEN coalesce(took <= e.within, false) ELSE coalesce(h.delivered <= due.closes, false) END
FROM fits f JOIN entries e ON e.log = f.log AND e.id = f.entry JOIN logs g ON g.log = f.log
JOIN happenings h ON h.log = f.log AND h.event = 'alert' AND f.case_id = h.happening
JOIN instants i ON i.log = f.log AND i.ts = h.ts JOIN instants now ON now.log = f.log AND now.ts = g.as_of
LEFT JOIN instants di ON di.log = f.log AND di.ts = h.delivered
LEFT JOIN business due ON due.log = f.log AND due.number = i.business_day + e.within_days,
LATERAL (SELECT CASE WHEN e.wall THEN h.delivered - h.ts ELSE di.open_before - i.open_before END AS took,
  CASE WHEN e.wall THEN g.as_of - h.ts ELSE now.open_before - i.open_before END AS running)
-- No hours come from dates.
WHERE f.metric = 'intent.alerted' AND NOT h.is_day AND NOT coalesce(h.delivered_on_day, false) AND (h.delivered IS NOT NULL OR coalesce(running > e.within, g.as_of > due.closes));

-- Follow-up: of the episodes without answer whose window has run out, or that were closed before and not reopened.
CREATE TABLE windows_of AS
SELECT c.log, c.episode, e.id AS entry, e.attempts, e.channels, e.span, b.closes AS due, g.as_of FROM cohort c
JOIN fits f ON f.log = c.log AND f.case_id = c.episode AND f.metric = 'follow-up.depth' JOIN entries e ON e.log = f.log AND e.id = f.entry
JOIN logs g ON g.log = c.log JOIN instants i ON i.log = c.log AND i.ts = c.start
JOIN business b ON b.log = c.log AND b.number = i.business_day + e.business_days;
-- What falls into the window; of a date without time, also where it may have been before the start of the same day.
CREATE TABLE inside AS
SELECT w.log, w.entry, w.episode, v.event, v.ts, v.seq, v.channel, i.day FROM windows_of w JOIN cohort c USING (log, episode)
JOIN events v ON v.log = c.log AND v.lead = c.lead AND v.latest >= c.start AND v.ts < c.next_start AND v.ts <= w.due
JOIN instants i ON i.log = v.log AND i.ts = v.ts;
CREATE TABLE closings AS
SELECT x.log, x.entry, x.episode, min(x.ts) AS ts FROM inside x
WHERE x.event IN ('rejected', 'recycled', 'lost') AND NOT EXISTS (
  SELECT 1 FROM inside o WHERE o.log = x.log AND o.entry = x.entry AND o.episode = x.episode AND o.event = 'reopened' AND o.seq > x.seq)
GROUP BY ALL;
INSERT INTO shares
WITH made AS (
  SELECT log, entry, episode, count(*) FILTER (since IS NULL OR since >= 3600000) AS n, count(DISTINCT channel) AS channels, max(day) - min(day) AS span
  FROM (
    SELECT x.*, x.ts - lag(x.ts) OVER (PARTITION BY x.log, x.entry, x.episode, x.channel ORDER BY x.seq) AS since
    FROM inside x LEFT JOIN closings c USING (log, entry, episode) WHERE x.event = 'attempt' AND (c.ts IS NULL OR x.ts <= c.ts))
  GROUP BY ALL)
SELECT w.log, w.entry, coalesce(m.n >= w.attempts AND m.channels >= w.channels AND m.span >= w.span, false)
FROM windows_of w LEFT JOIN made m USING (log, entry, episode) LEFT JOIN closings c USING (log, entry, episode)
WHERE (c.ts IS NOT NULL OR w.as_of >= w.due) AND NOT EXISTS (
  SELECT 1 FROM inside x WHERE x.log = w.log AND x.entry = w.entry AND x.episode = w.episode
    AND x.event IN ('connected', 'replied', 'meetingBooked', 'sql', 'opportunity', 'won', 'merged', 'unsubscribed'));

-- Decisions, by what stood last; a rejection that was taken back is none.
CREATE TABLE decisions AS
SELECT c.episode, arg_max(v.event, v.seq) AS decision, arg_max(v.documented, v.seq) AS documented, arg_max(v.reason, v.seq) AS reason
FROM cohort c JOIN episode_events v ON v.episode = c.episode AND (v.event IN ('accepted', 'rejected') OR (v.event = 'reopened'
  AND (SELECT arg_max(x.event, x.seq) FROM episode_events x WHERE x.episode = c.episode AND x.event IN ('accepted', 'rejected') AND x.seq < v.seq) = 'rejected'))
GROUP BY ALL;
INSERT INTO shares
SELECT f.log, f.entry, CASE f.metric WHEN 'rejection.rate' THEN decision = 'rejected' ELSE documented END
FROM fits f JOIN decisions d ON d.episode = f.case_id WHERE (f.metric = 'rejection.rate' AND decision IN ('accepted', 'rejected'))
  OR (f.metric = 'rejection.documented' AND decision = 'rejected') OR (f.metric = 'acceptance.documented' AND decision = 'accepted');
INSERT INTO figures
SELECT log, entry, CASE metric WHEN 'rejection.rate' THEN 'n' ELSE 'gross' END, count(*) FROM fits
  WHERE metric IN ('rejection.rate', 'rejection.reasons') GROUP BY ALL
UNION ALL SELECT f.log, f.entry, 'value', count(*) FROM fits f JOIN decisions d ON d.episode = f.case_id
  WHERE f.metric = 'rejection.reasons' AND decision = 'rejected' GROUP BY ALL
UNION ALL SELECT f.log, f.entry, 'parts.' || d.reason, count(*) FROM fits f JOIN decisions d ON d.episode = f.case_id
  WHERE f.metric IN ('rejection.rate', 'rejection.reasons') AND decision = 'rejected' GROUP BY ALL;

-- Stale: the close of so many business days after the last update had passed by the period's end.
INSERT INTO shares
SELECT f.log, f.entry, b.closes < g.last FROM fits f JOIN entries e ON e.log = f.log AND e.id = f.entry JOIN logs g ON g.log = f.log
JOIN open_episodes o ON o.episode = f.case_id JOIN instants i ON i.log = f.log AND i.ts = o.updated
JOIN business b ON b.log = f.log AND b.number = i.business_day + e.business_days WHERE f.metric = 'hygiene.stale';
INSERT INTO shares
SELECT f.log, f.entry, h.outcome FROM fits f
JOIN happenings h ON h.log = f.log AND h.event = 'attempt' AND f.case_id = h.happening WHERE f.metric = 'hygiene.outcomes';

-- Dropped: nobody was given the lead or did anything about it before the window ran out, which starts at the handoff, or with
-- the episode where none is told of.
INSERT INTO figures
WITH run_out AS (
  SELECT f.log, f.entry, NOT EXISTS (
      SELECT 1 FROM events v WHERE v.log = c.log AND v.lead = c.lead AND v.latest >= c.start AND v.ts < c.next_start AND v.ts <= b.closes
        AND (v.closes OR v.event IN (
          'assigned', 'attempt', 'connected', 'replied', 'meetingBooked', 'accepted', 'sql', 'opportunity', 'updated')))
    AND NOT coalesce(a.ts <= b.closes, false) AS is_dropped
  FROM fits f JOIN entries e ON e.log = f.log AND e.id = f.entry JOIN cohort c ON c.episode = f.case_id JOIN logs g ON g.log = f.log
  LEFT JOIN marks m ON m.episode = c.episode AND m.mark = 'handoff' LEFT JOIN marks a ON a.episode = c.episode AND a.mark = 'assignment'
  JOIN instants i ON i.log = f.log AND i.ts = coalesce(m.ts, c.start)
  JOIN business b ON b.log = f.log AND b.number = i.business_day + e.business_days
  WHERE f.metric = 'leads.dropped' AND g.as_of >= b.closes)
SELECT log, entry, 'gross', count(*) FROM run_out GROUP BY ALL
UNION ALL SELECT log, entry, 'value', count(*) FILTER (is_dropped) FROM run_out GROUP BY ALL;

-- Conversions, at an age of so many calendar days; a later stage stands for the ones before it.
INSERT INTO shares
WITH staged AS (
  SELECT f.log, f.entry, f.metric, coalesce(max(CASE v.event WHEN 'sql' THEN 1 WHEN 'opportunity' THEN 2 WHEN 'won' THEN 3 END) FILTER (v.ts < d.begins), 0) AS stage
  FROM fits f JOIN entries e ON e.log = f.log AND e.id = f.entry JOIN cohort c ON c.episode = f.case_id JOIN logs g ON g.log = f.log
  JOIN instants i ON i.log = f.log AND i.ts = c.start JOIN days d ON d.log = f.log AND d.day = i.day + e.days + 1
  JOIN episode_events v ON v.episode = c.episode
  WHERE f.metric IN ('conversion.mql-sql', 'conversion.sql-opportunity', 'conversion.opportunity-won') AND c.mql IS NOT NULL AND d.begins <= g.as_of
  GROUP BY f.log, f.entry, f.metric, c.episode)
SELECT log, entry, stage > least_stage FROM staged
JOIN (VALUES ('conversion.mql-sql', 0), ('conversion.sql-opportunity', 1), ('conversion.opportunity-won', 2)) AS s(metric, least_stage) USING (metric)
WHERE stage >= least_stage;
INSERT INTO shares
SELECT f.log, f.entry, coalesce(c.mql < d.begins, false) FROM fits f JOIN entries e ON e.log = f.log AND e.id = f.entry
JOIN created c ON c.log = f.log AND c.lead = f.case_id JOIN logs g ON g.log = f.log JOIN instants i ON i.log = f.log AND i.ts = c.ts
JOIN days d ON d.log = f.log AND d.day = i.day + e.days + 1 WHERE f.metric = 'conversion.lead-mql' AND d.begins <= g.as_of;

INSERT INTO figures
SELECT log, entry, 'numerator', count(*) FILTER (holds) FROM shares GROUP BY ALL
UNION ALL SELECT log, entry, 'denominator', count(*) FROM shares GROUP BY ALL;

-- Where every row went; the names that get numbers of their own.
INSERT INTO figures
SELECT log, 'rows', 'read', count(*) FROM rows GROUP BY ALL
UNION ALL SELECT log, 'rows', 'rejected', count(*) FROM rejected_rows GROUP BY ALL
UNION ALL SELECT log, 'rows', CASE WHEN lead IS NULL THEN 'unmatched' ELSE 'events' END, count(*) FROM belongs WHERE NOT is_lead GROUP BY ALL
UNION ALL SELECT log, 'rows', 'duplicates', sum(duplicates) FROM leads GROUP BY ALL
UNION ALL SELECT l.log, 'rows', CASE WHEN NOT l.in_scope THEN 'outOfScope'
    WHEN NOT EXISTS (SELECT 1 FROM episodes e WHERE e.log = l.log AND e.lead = l.lead) THEN 'neverMql'
    WHEN EXISTS (SELECT 1 FROM cohort c WHERE c.log = l.log AND c.lead = l.lead) THEN 'inPeriod' ELSE 'outOfPeriod' END, count(*)
  FROM leads l GROUP BY ALL;
-- What the rows tell besides: of whom sales had a lead without an MQL, which dates leave hours open, which times clocks skip or
-- show twice, and which events were entered after the close of the business day that follows.
INSERT INTO figures
SELECT log, 'rows', 'laterStageWithoutMql', count(*) FROM leads l
  WHERE EXISTS (SELECT 1 FROM events e WHERE e.log = l.log AND e.lead = l.lead AND e.event IN ('accepted', 'sql', 'opportunity', 'won'))
    AND NOT EXISTS (SELECT 1 FROM events e WHERE e.log = l.log AND e.lead = l.lead AND e.event = 'mql') GROUP BY ALL
UNION ALL SELECT log, 'rows', 'imprecise', count(DISTINCT rid) FROM happened
  WHERE is_day AND event IN ('mql', 'requested', 'assigned', 'handoff', 'attempt', 'replied', 'meetingBooked') GROUP BY ALL
UNION ALL SELECT log, 'rows', 'ambiguousLocalTime', sum(unclear::INTEGER + CASE WHEN earliest <= as_of THEN unclear_beside ELSE 0 END)
  FROM told ANTI JOIN rejected_rows USING (log, rid) GROUP BY ALL
UNION ALL SELECT log, 'rows', 'logged', count(*) FROM happened WHERE entered IS NOT NULL GROUP BY ALL
UNION ALL SELECT h.log, 'rows', 'loggedLate', count(*) FROM happened h JOIN instants i ON i.log = h.log AND i.ts = h.latest
  JOIN business b ON b.log = h.log AND b.number = i.business_day + 1 WHERE h.entered > b.closes GROUP BY ALL
-- A row is told to be what is wrong with it first.
UNION ALL SELECT log, 'rows', 'rejectedBy.' || reason, count(*) FROM rejected_rows GROUP BY ALL;
INSERT INTO figures
SELECT log, 'names', dimension || '.' || name, 1 FROM named
UNION SELECT c.log, 'names', c.dimension || '.(others)', 1 FROM (
  SELECT log, 'source' AS dimension, source AS name FROM cohort UNION SELECT log, 'region', region FROM cohort
  UNION SELECT log, 'team', team FROM cohort) c ANTI JOIN named USING (log, dimension, name)
WHERE EXISTS (SELECT 1 FROM named n WHERE n.log = c.log AND n.dimension = c.dimension);
