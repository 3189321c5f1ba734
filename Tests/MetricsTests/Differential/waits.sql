-- Waits: first contact, time to connect, from handoff to contact.

CREATE TABLE touches AS
SELECT * FROM (VALUES
  ('first-contact', 'attempt'), ('first-contact', 'replied'), ('first-contact', 'meetingBooked'),
  ('handoff-to-contact', 'attempt'), ('handoff-to-contact', 'replied'), ('handoff-to-contact', 'meetingBooked'),
  ('time-to-connect', 'connected'), ('time-to-connect', 'replied'), ('time-to-connect', 'meetingBooked')) AS touches(metric, event);

-- The clock starts at the first mark of its kind; then come contact, or what sets the episode aside.
CREATE TABLE waits AS
WITH wanted AS (SELECT DISTINCT log, metric, mark FROM entries WHERE metric IN (SELECT metric FROM touches))
SELECT w.log, w.metric, w.mark, c.episode, c.lead, m.ts AS start, m.is_day,
  i.open_before AS start_open, i.business_day, coalesce(before.opens, m.ts) AS before_opens
FROM wanted w JOIN cohort c USING (log) JOIN marks m ON m.episode = c.episode AND m.mark = w.mark
JOIN instants i ON i.log = w.log AND i.ts = m.ts
LEFT JOIN business before ON before.log = w.log AND before.number = i.business_day - 1;
CREATE TABLE contacts AS
SELECT w.metric, w.mark, w.episode, arg_min(struct_pack(ts := e.ts, is_day := e.is_day, event := e.event), e.seq) FILTER (t.event IS NOT NULL) AS contact,
  coalesce(min(e.seq) FILTER (t.event IS NOT NULL), 1000000000) AS contact_seq,
  coalesce(min(e.seq) FILTER (e.event IN ('merged', 'unsubscribed')), 1000000000) AS gone_seq
FROM waits w JOIN episode_events e ON e.episode = w.episode AND e.ts >= w.start
LEFT JOIN touches t ON t.metric = w.metric AND t.event = e.event GROUP BY ALL;
-- Rejected with a documented reason before either, and not reopened since.
CREATE TABLE resolved AS
SELECT DISTINCT c.metric, c.mark, c.episode FROM contacts c JOIN waits w USING (metric, mark, episode)
JOIN episode_events r ON r.episode = c.episode AND r.event = 'rejected' AND r.documented AND r.ts >= w.start AND r.seq < least(c.contact_seq, c.gone_seq)
WHERE NOT EXISTS (
  SELECT 1 FROM episode_events o WHERE o.episode = c.episode AND o.event = 'reopened' AND o.seq > r.seq AND o.seq < least(c.contact_seq, c.gone_seq));
-- Engagement before the start: since the opening of the business day before, perhaps so where only the date is known, or
-- older and closed by nothing, or reopened.
CREATE TABLE engagements AS
WITH state AS (
  SELECT w.log, w.lead, w.metric, w.mark, w.episode, w.before_opens, t.event IS NOT NULL AS touches, e.*  EXCLUDE (log, lead),
    bool_or(t.event IS NOT NULL) OVER (PARTITION BY w.metric, w.mark, w.episode ORDER BY e.seq) AS has_touched
  FROM waits w JOIN events e ON e.log = w.log AND e.lead = w.lead AND e.ts < w.start
  LEFT JOIN touches t ON t.metric = w.metric AND t.event = e.event)
SELECT metric, mark, episode, bool_or(touches AND NOT is_day AND ts >= before_opens) AS is_recent,
  bool_or(touches AND is_day AND latest >= before_opens) AS may_be_recent,
  arg_max(NOT closes, seq) FILTER ((touches OR closes OR event = 'reopened') AND has_touched) AS is_open
FROM state GROUP BY ALL;

CREATE TABLE verdicts AS
WITH times AS (SELECT DISTINCT log, metric, mark, wall, within, within_days FROM entries WHERE metric IN (SELECT metric FROM touches)),
judged AS (
  SELECT t.*, w.episode, w.start, w.is_day, coalesce(b.is_recent, false) AS is_recent, coalesce(b.may_be_recent, false) AS may_be_recent,
    coalesce(b.is_open, false) AS is_open, r.episode IS NOT NULL AS is_resolved,
    a.contact, a.contact.ts AS contact_at, coalesce(a.contact_seq, 1000000000) AS contact_seq, coalesce(a.gone_seq, 1000000000) AS gone_seq,
    CASE WHEN t.wall THEN a.contact.ts - w.start ELSE i.open_before - w.start_open END AS waited,
    CASE WHEN t.wall THEN g.as_of - w.start ELSE now.open_before - w.start_open END AS waiting, due.closes AS due, g.as_of
  FROM times t JOIN waits w USING (log, metric, mark) JOIN logs g USING (log)
  JOIN instants now ON now.log = t.log AND now.ts = g.as_of
  LEFT JOIN contacts a USING (metric, mark, episode) LEFT JOIN engagements b USING (metric, mark, episode)
  LEFT JOIN resolved r USING (metric, mark, episode)
  LEFT JOIN instants i ON i.log = t.log AND i.ts = a.contact.ts
  LEFT JOIN business due ON due.log = t.log AND due.number = w.business_day + t.within_days)
SELECT *, CASE
    WHEN is_day THEN 'imprecise'
    WHEN is_recent THEN 'zero'
    WHEN may_be_recent THEN 'imprecise'
    WHEN is_open THEN 'alreadyEngaged'
    WHEN is_resolved THEN 'resolvedBeforeContact'
    WHEN gone_seq < contact_seq THEN 'gone'
    WHEN contact.is_day THEN 'imprecise'
    WHEN contact IS NULL THEN CASE WHEN coalesce(waiting > within, as_of > due, false) THEN 'breachedOpen' ELSE 'pending' END
    WHEN coalesce(waited <= within, contact_at <= due) THEN 'met' ELSE 'breached' END AS verdict
FROM judged;

CREATE TABLE clocks AS
SELECT e.log, e.id AS entry, v.verdict, CASE v.verdict WHEN 'zero' THEN 0 ELSE v.waited END AS waited,
  v.verdict IN ('met', 'breached') AND v.contact.event = 'attempt' AND v.contact_at - v.start < 60000 AS is_hasty
FROM entries e JOIN fits f ON f.log = e.log AND f.entry = e.id
JOIN verdicts v ON v.log = e.log AND v.metric = e.metric AND v.mark = e.mark AND v.episode = f.case_id AND v.wall = e.wall
  AND v.within IS NOT DISTINCT FROM e.within AND v.within_days IS NOT DISTINCT FROM e.within_days;

INSERT INTO figures
UNPIVOT (
  SELECT log, entry AS id,
    count(*) FILTER (verdict IN ('zero', 'met', 'breached', 'breachedOpen', 'pending')) AS n,
    count(*) FILTER (verdict IN ('zero', 'met')) AS met, count(*) FILTER (verdict = 'breached') AS breached,
    count(*) FILTER (verdict = 'breachedOpen') AS "breachedOpen", count(*) FILTER (verdict = 'pending') AS pending,
    count(*) FILTER (verdict = 'zero' OR (verdict = 'met' AND waited = 0)) AS zero, count(*) FILTER (is_hasty) AS "underAMinute",
    count(*) FILTER (verdict = 'alreadyEngaged') AS "alreadyEngaged",
    count(*) FILTER (verdict = 'resolvedBeforeContact') AS "resolvedBeforeContact",
    count(*) FILTER (verdict = 'gone') AS gone, count(*) FILTER (verdict = 'imprecise') AS imprecise
  FROM clocks GROUP BY ALL) ON COLUMNS(* EXCLUDE (log, id)) INTO NAME name VALUE value;

-- Nearest rank: of n values in order the one at rank ⌈percent · n / 100⌉, no contact counting as infinitely late.
INSERT INTO figures
SELECT log, entry, q.name, value FROM (
  SELECT log, entry, CASE WHEN verdict IN ('zero', 'met', 'breached') THEN waited END AS value,
    row_number() OVER (PARTITION BY log, entry ORDER BY CASE WHEN verdict IN ('zero', 'met', 'breached') THEN waited END NULLS LAST) AS nth,
    count(*) OVER (PARTITION BY log, entry) AS n
  FROM clocks WHERE verdict IN ('zero', 'met', 'breached', 'breachedOpen', 'pending')) r
JOIN (VALUES ('median', 50), ('p90', 90), ('p95', 95)) AS q(name, percent) ON r.nth = (q.percent * r.n + 99) // 100
WHERE value IS NOT NULL;
