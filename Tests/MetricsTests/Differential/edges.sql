-- How often each edge case occurred in the logs, so that none is only thought to be tested.
CREATE TABLE edges AS
SELECT 'a lead''s second episode' AS edge, count(*) AS n FROM (SELECT 1 FROM episodes GROUP BY log, lead HAVING count(*) > 1)
UNION ALL SELECT 'an MQL within the cool-off', count(*) FROM cohort WHERE mql IS NOT NULL AND NOT counts
UNION ALL SELECT 'an MQL after the cool-off', count(*) FROM cohort c WHERE counts AND EXISTS (
  SELECT 1 FROM events e WHERE e.log = c.log AND e.lead = c.lead AND e.event = 'recycled' AND e.ts < c.mql)
UNION ALL SELECT 'came from ' || coalesce(request, 'no request'), count(*) FROM cohort GROUP BY ALL
UNION ALL SELECT 'a request at the very start of an episode', count(*) FROM cohort c JOIN events e USING (log, lead)
  WHERE c.began_with = 'mql' AND e.event IN ('requestedPricing', 'requestedContact') AND e.ts = c.start
UNION ALL SELECT 'a request at the very start of the episode before', count(*) FROM cohort c JOIN events e USING (log, lead)
  WHERE c.began_with = 'mql' AND e.event IN ('requestedPricing', 'requestedContact') AND e.ts = c.start_before
UNION ALL SELECT 'a request before the episode before', count(*) FROM cohort c WHERE c.request IS NULL AND EXISTS (
  SELECT 1 FROM events e WHERE e.log = c.log AND e.lead = c.lead AND e.event IN ('requestedPricing', 'requestedContact') AND e.ts < c.start_before)
UNION ALL SELECT 'a request while the episode before was on', count(*) FROM cohort c WHERE c.request IN ('pricing', 'contact') AND c.start_before IS NOT NULL
UNION ALL SELECT 'requests for prices and contact at one moment', count(*) FROM cohort c JOIN events p USING (log, lead) JOIN events q USING (log, lead, ts)
  WHERE p.event = 'requestedPricing' AND q.event = 'requestedContact' AND c.request = 'pricing' AND p.ts <= c.start
UNION ALL SELECT 'another request before a demo request', count(*) FROM cohort c JOIN events e USING (log, lead)
  WHERE c.request = 'demo' AND e.event IN ('requestedPricing', 'requestedContact') AND e.ts <= c.start
UNION ALL SELECT 'reopened', count(*) FROM cohort JOIN episode_events USING (episode) WHERE event = 'reopened'
UNION ALL SELECT 'rejected, then accepted', count(*) FROM decisions d WHERE decision = 'accepted' AND EXISTS (
  SELECT 1 FROM episode_events e WHERE e.episode = d.episode AND e.event = 'rejected')
UNION ALL SELECT 'a rejection taken back', count(*) FROM decisions WHERE decision = 'reopened'
UNION ALL SELECT 'wait: ' || verdict, count(*) FROM verdicts GROUP BY verdict
UNION ALL SELECT 'merged or unsubscribed after contact', count(*) FROM verdicts WHERE verdict IN ('met', 'breached') AND gone_seq < 1000000000
UNION ALL SELECT 'rejected first, then gone', count(*) FROM verdicts WHERE verdict = 'resolvedBeforeContact' AND gone_seq < contact_seq
UNION ALL SELECT 'engaged at the opening of the business day before', count(*) FROM engagements e JOIN waits w USING (metric, mark, episode)
  JOIN events v ON v.log = w.log AND v.lead = w.lead AND v.ts = w.before_opens JOIN touches t ON t.metric = w.metric AND t.event = v.event
UNION ALL SELECT 'older engagement that was closed', count(*) FROM engagements WHERE NOT is_recent AND NOT is_open
UNION ALL SELECT 'with somebody before the episode starts', count(*) FROM cohort c JOIN marks m USING (episode)
  WHERE m.mark IN ('handoff', 'assignment') AND m.ts = c.start
UNION ALL SELECT 'contact at the very deadline', count(*) FROM verdicts WHERE verdict = 'met' AND (waited = within OR contact_at = due)
UNION ALL SELECT 'contact just after the deadline', count(*) FROM verdicts WHERE verdict = 'breached' AND (waited = within + 1 OR contact_at = due + 1)
UNION ALL SELECT 'the export at the very deadline', count(*) FROM verdicts WHERE verdict = 'pending' AND (waiting = within OR as_of = due)
UNION ALL SELECT 'a hasty attempt', count(*) FROM clocks WHERE is_hasty
UNION ALL SELECT 'events at the very same millisecond', count(*) FROM (SELECT 1 FROM events GROUP BY log, lead, ts HAVING count(DISTINCT event) > 1)
UNION ALL SELECT 'episodes ' || CASE e.start WHEN g.first - 1 THEN 'just before the period' WHEN g.first THEN 'at its start' WHEN g.last - 1 THEN 'just before its end' ELSE 'at its end' END,
  count(*) FROM episodes e JOIN logs g USING (log) WHERE e.start IN (g.first - 1, g.first, g.last - 1, g.last) GROUP BY ALL
UNION ALL SELECT 'told of a time after the export', count(*) FROM told WHERE earliest > as_of
UNION ALL SELECT 'an episode off hours', count(*) FROM cohort c JOIN instants i ON i.log = c.log AND i.ts = c.start
  ASOF LEFT JOIN windows w ON w.log = c.log AND c.start >= w.opens WHERE coalesce(c.start >= w.closes, true)
UNION ALL SELECT 'a window across midnight', count(*) FROM cohort c ASOF JOIN windows w ON w.log = c.log AND c.start >= w.opens
  JOIN instants i ON i.log = c.log AND i.ts = c.start WHERE c.start < w.closes AND w.opens < i.begins
UNION ALL SELECT 'a wait over a ' || CASE WHEN d.length > 86400000 THEN 'long' ELSE 'short' END || ' day', count(*) FROM verdicts v
  JOIN (SELECT *, lead(begins) OVER (PARTITION BY log ORDER BY day) - begins AS length FROM days) d ON d.log = v.log
  AND d.length <> 86400000 AND v.contact_at > d.begins AND v.start < d.begins + d.length WHERE v.verdict IN ('met', 'breached') GROUP BY ALL
UNION ALL SELECT 'a time that clocks skip or show twice', count(*) FROM told WHERE unclear
UNION ALL SELECT 'a date without time: ' || k.event, count(c.log) FROM kinds k LEFT JOIN told c ON c.event = k.event AND c.is_day GROUP BY ALL
UNION ALL SELECT 'a required field that is not valid', count(*) FROM cohort c JOIN logs g USING (log) WHERE len(c.valid) < g.required
UNION ALL SELECT 'a row rejected: ' || reason, count(*) FROM rejected_rows GROUP BY ALL
UNION ALL SELECT 'the very border of a tier', count(*) FROM row_values v JOIN tiers t ON t.log = v.log AND t.least = v.worth
UNION ALL SELECT 'an excluded source', count(*) FROM cohort c JOIN excluded x ON x.log = c.log AND x.source = c.source
UNION ALL SELECT 'another spelling', count(*) FROM rows r JOIN spellings s ON s.log = r.log AND s.written = r.source
UNION ALL SELECT 'small groups joined', count(*) FROM entries e JOIN fits f ON f.log = e.log AND f.entry = e.id WHERE '(others)' IN (e.source, e.region, e.team)
UNION ALL SELECT 'an empty denominator', count(*) FROM entries e ANTI JOIN fits f ON f.log = e.log AND f.entry = e.id
UNION ALL SELECT 'a duplicate', count(*) FROM leads WHERE duplicates > 0
UNION ALL SELECT 'joined by ' || kind, count(*) FROM (SELECT kind FROM lead_keys GROUP BY log, kind, key HAVING count(DISTINCT rid) > 1) GROUP BY kind
UNION ALL SELECT 'an activity by address only', count(*) FROM belongs b JOIN rows r USING (log, rid) WHERE NOT b.is_lead AND r.id = '' AND b.lead IS NOT NULL
UNION ALL SELECT 'an activity by a lead''s further id', count(*) FROM belongs b JOIN rows r USING (log, rid) WHERE NOT b.is_lead AND b.lead IS NOT NULL AND r.id LIKE 'C%'
UNION ALL SELECT 'an activity by ' || CASE WHEN place = 0 THEN 'its id' WHEN place = 1 THEN 'its first further id' WHEN place < 1000 THEN 'one of several further ids'
  ELSE 'its address' END, count(*) FROM belongs WHERE NOT is_lead AND place IS NOT NULL GROUP BY ALL
UNION ALL SELECT 'an activity that names two leads, the first by ' || CASE WHEN place = 0 THEN 'its id' ELSE 'a further id' END, count(*)
  FROM belongs WHERE NOT is_lead AND len(list_distinct(leads)) > 1 AND place < 1000 GROUP BY ALL
UNION ALL SELECT 'an activity of nobody', count(*) FROM belongs WHERE lead IS NULL
UNION ALL SELECT 'a burst', count(*) FROM (
  SELECT ts - lag(ts) OVER (PARTITION BY log, lead, channel ORDER BY seq) AS since FROM events WHERE event = 'attempt') WHERE since < 3600000
UNION ALL SELECT 'attempts an hour apart', count(*) FROM (
  SELECT ts - lag(ts) OVER (PARTITION BY log, lead, channel ORDER BY seq) AS since FROM events WHERE event = 'attempt') WHERE since = 3600000
UNION ALL SELECT 'follow-up ' || CASE WHEN holds THEN 'deep enough' ELSE 'too shallow' END, count(*) FROM shares WHERE entry LIKE 'follow-up%' GROUP BY ALL
UNION ALL SELECT 'a reason written down in time to the millisecond', count(*) FROM happened WHERE event = 'rejected' AND written = ts + 300000
UNION ALL SELECT 'a reason written down a millisecond late', count(*) FROM happened WHERE event = 'rejected' AND written = ts + 300001
UNION ALL SELECT 'an alert ' || CASE WHEN delivered IS NULL THEN 'that reached nobody' ELSE 'that reached somebody' END, count(*) FROM happenings WHERE event = 'alert' GROUP BY ALL
UNION ALL SELECT 'alerts ' || CASE WHEN holds THEN 'in time' ELSE 'late' END, count(*) FROM shares WHERE entry LIKE 'intent%' GROUP BY ALL
UNION ALL SELECT 'an alert that is pending', (SELECT count(*) FROM fits WHERE metric = 'intent.alerted') - (SELECT count(*) FROM shares WHERE entry LIKE 'intent%')
UNION ALL SELECT 'a stale lead', count(*) FROM shares WHERE entry LIKE 'hygiene.stale%' AND holds
UNION ALL SELECT 'a dropped lead', count(*) FROM figures WHERE id LIKE 'leads.dropped%' AND name = 'value' AND value > 0
UNION ALL SELECT 'a conversion too young', (SELECT count(*) FROM fits WHERE metric = 'conversion.mql-sql') - (SELECT count(*) FROM shares WHERE entry LIKE 'conversion.mql-sql%')
UNION ALL SELECT 'a deal without id', count(*) FROM deals WHERE deal IS NULL AND opened IS NOT NULL
UNION ALL SELECT 'a deal of several leads', count(*) FROM (SELECT 1 FROM stories WHERE deal IS NOT NULL GROUP BY log, deal HAVING count(DISTINCT lead) > 1)
UNION ALL SELECT 'a deal won in the period as another lead tells', count(*) FROM deals JOIN logs g USING (log) WHERE is_shared AND closed.event = 'won'
  AND own_closed.event IS DISTINCT FROM 'won' AND closed.ts >= g.first AND closed.ts < g.last
UNION ALL SELECT 'a deal lost as another lead tells', count(*) FROM deals WHERE is_shared AND closed.event = 'lost' AND own_closed IS NULL
UNION ALL SELECT 'a deal lost as one lead tells, and won as another', count(DISTINCT deal_case) FROM deals d JOIN events e USING (log, deal)
  JOIN events f ON f.log = e.log AND f.deal = e.deal AND f.lead <> e.lead AND f.event = 'won' AND f.ts = d.closed.ts
  WHERE d.is_shared AND d.closed.event = 'won' AND e.event = 'lost' AND e.ts < f.ts AND d.first_closed < d.closed.ts
UNION ALL SELECT 'a deal opened in the period as another lead tells', count(*) FROM deals JOIN logs g USING (log) WHERE is_shared
  AND own_opened.ts IS DISTINCT FROM opened.ts AND opened.ts >= g.first AND opened.ts < g.last
UNION ALL SELECT 'a deal with another lead''s amount', count(*) FROM deals WHERE is_shared AND own_amount IS NULL AND amount IS NOT NULL
UNION ALL SELECT 'a win that keeps the amount of the one before', count(*) FROM deals d JOIN events e USING (log, deal) WHERE d.is_shared
  AND d.closed.amount IS NOT NULL AND e.event = 'won' AND d.closed.event = 'won' AND e.ts = d.closed.ts AND e.amount IS NULL
UNION ALL SELECT 'a lead''s deal that rows of nobody tell of', count(DISTINCT deal_case) FROM deals d JOIN events e USING (log, deal)
  WHERE NOT d.is_nobodys AND e.is_nobodys
UNION ALL SELECT 'a deal that a lead out of scope tells of, too', count(DISTINCT deal_case) FROM deals d JOIN events e USING (log, deal)
  JOIN leads l ON l.log = e.log AND l.lead = e.lead WHERE d.is_shared AND NOT l.in_scope AND e.event IN ('opportunity', 'won', 'lost')
UNION ALL SELECT 'a deal of which several tell one thing alike', count(DISTINCT deal_case) FROM deals d JOIN events e USING (log, deal)
  JOIN events f ON f.log = e.log AND f.deal = e.deal AND f.event = e.event AND f.ts = e.ts AND f.lead < e.lead WHERE d.is_shared
UNION ALL SELECT 'a deal of nobody', count(*) FROM deals WHERE is_nobodys
UNION ALL SELECT 'a deal lost, then won', count(*) FROM deals WHERE closed.event = 'won' AND first_closed < closed.ts
UNION ALL SELECT 'a deal of less than nothing', count(*) FROM deals WHERE amount < 0
UNION ALL SELECT 'a deal without amount', count(*) FROM deals WHERE amount IS NULL AND opened IS NOT NULL
UNION ALL SELECT 'a cycle in whole days', count(*) FROM lengths WHERE entry LIKE 'cycle%' AND value % 86400000 = 0 AND value > 0
UNION ALL SELECT 'a deal without MQL', count(*) FROM lengths WHERE entry LIKE 'cycle%' AND value IS NULL
UNION ALL SELECT 'a figure of ' || m.metric, count(f.entry) FROM (SELECT DISTINCT metric FROM entries) m LEFT JOIN fits f ON f.metric = m.metric GROUP BY ALL
UNION ALL SELECT 'an amount in ' || c.given || ' where sums are in ' || g.currency, count(*) FROM happened c JOIN logs g USING (log)
  WHERE c.amount IS NOT NULL GROUP BY ALL
UNION ALL SELECT 'a tier by amounts in ' || g.tiers_in, count(*) FROM leads l JOIN logs g USING (log) WHERE g.tiers_in IS NOT NULL AND l.tier IS NOT NULL GROUP BY ALL
UNION ALL SELECT 'a deal of two leads that only their ids tell apart', count(*) FROM (
  SELECT 1 FROM claims WHERE deal IS NOT NULL AND place = 1 GROUP BY log, deal HAVING count(DISTINCT lead) > 1)
UNION ALL SELECT 'of these a deal whose touches differ', count(*) FROM (
  SELECT 1 FROM claims c JOIN events e USING (log, lead) JOIN logs g USING (log)
  WHERE c.deal IS NOT NULL AND c.place = 1 AND c.opened.ts < g.last AND e.event = 'attempt' AND e.ts > c.opened.ts AND e.ts < g.last
  GROUP BY c.log, c.deal HAVING count(DISTINCT c.lead) > 1 AND count(DISTINCT e.ts) > 1)
UNION ALL SELECT 'a half day on the tenth business day before the period', count(*)
  FROM (SELECT g.log, min(b.number) AS number FROM logs g JOIN business b ON b.log = g.log AND b.opens >= g.first GROUP BY ALL) f
  JOIN business b ON b.log = f.log AND b.number = f.number - 10
  JOIN days d ON d.log = f.log AND d.kind = 'half day' AND d.begins <= b.opens AND b.opens < d.begins + 86400000
UNION ALL SELECT 'rows: ' || name, sum(value) FROM figures WHERE id = 'rows' GROUP BY ALL
UNION ALL SELECT 'as many names as are told apart: ' || n || ' of a ' || dimension, count(*) FROM (
  SELECT dimension, count(*) AS n FROM named GROUP BY log, dimension) WHERE n = CASE dimension WHEN 'source' THEN 100 ELSE 25 END GROUP BY ALL
UNION ALL SELECT 'as many names as are told apart: 200 of a pipeline', count(*) FROM (
  SELECT 1 FROM figures WHERE id LIKE 'pipeline.by-source%' AND name LIKE 'parts.%.n' AND name <> 'parts.(others).n'
  GROUP BY log, id HAVING count(*) = 200)
UNION ALL SELECT 'times as ' || format, count(*) FROM told WHERE NOT unreadable GROUP BY ALL
UNION ALL SELECT 'in two cells: when it was ' || apart, count(*) FROM happened WHERE apart IS NOT NULL GROUP BY ALL
UNION ALL SELECT 'a row rejected: a time beside an event', count(*) FROM told WHERE problem = 'unreadable-time' AND earliest <= as_of
UNION ALL SELECT 'a period: ' || unit, count(*) FROM logs GROUP BY ALL
UNION ALL SELECT 'a log in ' || zone, count(*) FROM logs GROUP BY ALL
UNION ALL SELECT 'a wait over a ' || d.kind, count(*) FROM verdicts v JOIN days d ON d.log = v.log AND d.kind IS NOT NULL
  AND v.start < d.begins AND v.contact_at > d.begins + 86400000 WHERE v.verdict IN ('met', 'breached') GROUP BY ALL
UNION ALL SELECT 'an alert just in time on business hours that reached somebody after closing', count(*) FROM happenings h
  JOIN entries e ON e.log = h.log AND e.metric = 'intent.alerted' AND NOT e.wall JOIN instants a ON a.log = h.log AND a.ts = h.ts
  JOIN instants d ON d.log = h.log AND d.ts = h.delivered WHERE h.event = 'alert' AND d.open_before - a.open_before = e.within
UNION ALL SELECT 'a deal that was open at the period''s end and is not any more', count(*) FROM deals JOIN logs g USING (log)
  WHERE opened.ts < g.last AND first_closed >= g.last
UNION ALL SELECT 'an event told by two rows of its lead', (SELECT count(*) FROM happened) - (SELECT count(*) FROM events);

-- Those that are found group by group have to be there, too.
INSERT INTO edges
SELECT edge, 0 FROM (SELECT unnest([
  'came from demo', 'came from pricing', 'came from contact', 'came from no request', 'wait: met', 'wait: breached', 'wait: breachedOpen', 'wait: pending', 'wait: zero', 'wait: alreadyEngaged', 'wait: resolvedBeforeContact',
  'wait: gone', 'wait: imprecise', 'episodes at its start', 'episodes just before the period', 'episodes at its end', 'episodes just before its end',
  'a wait over a long day', 'a wait over a short day', 'a wait over a holiday', 'a wait over a half day', 'a row rejected: unreadable-time',
  'a row rejected: no-lead-id', 'a row rejected: unreadable-score', 'a row rejected: unreadable-amount', 'a row rejected: other-currency',
  'an activity by its id', 'an activity by its first further id', 'an activity by one of several further ids', 'an activity by its address',
  'an activity that names two leads, the first by its id', 'an activity that names two leads, the first by a further id',
  'an amount in EUR where sums are in EUR', 'an amount in JPY where sums are in EUR', 'an amount in KWD where sums are in EUR',
  'an amount in JPY where sums are in JPY', 'an amount in EUR where sums are in JPY', 'an amount in KWD where sums are in JPY',
  'an amount in KWD where sums are in KWD', 'an amount in EUR where sums are in KWD', 'an amount in JPY where sums are in KWD',
  'a tier by amounts in EUR', 'a tier by amounts in JPY', 'a tier by amounts in KWD',
  'rows: laterStageWithoutMql', 'rows: imprecise', 'rows: ambiguousLocalTime', 'rows: logged', 'rows: loggedLate',
  'as many names as are told apart: 100 of a source', 'as many names as are told apart: 25 of a region',
  'as many names as are told apart: 25 of a team', 'joined by id', 'joined by email', 'follow-up deep enough',
  'follow-up too shallow', 'alerts in time', 'alerts late', 'an alert that reached nobody', 'an alert that reached somebody', 'a period: week',
  'a period: month', 'a period: quarter', 'a period: year', 'a period: fiscal quarter', 'a period: fiscal year',
  'a period: month of weeks', 'a period: quarter of weeks', 'a period: year of weeks', 'times as iso8601',
  'times as epochSeconds', 'times as epochMilliseconds', 'times as DD.MM.YY', 'times as M/D/YYYY h:mm AP', 'times as D MMM YYYY hh:mm:ss ZZZ',
  'times as DDD, D MMM YYYY hh''h''mm ZZZ', 'times as M/D/YYYY h:mm AP|iso8601|DD/MM/YYYY hh:mm', 'times as iso8601+',
  'in two cells: when it was documented', 'in two cells: when it was logged', 'in two cells: when it was delivered',
  'a log in Europe/Amsterdam', 'a log in America/New_York', 'a log in Asia/Kolkata', 'a log in Asia/Beirut']) AS edge) ANTI JOIN edges USING (edge);
