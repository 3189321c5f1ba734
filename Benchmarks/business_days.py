"""The agreement's calendar as a table by day, for programs that know no business hours: Monday to Friday, nine to five in
Amsterdam, with holidays.

Every window lies within one day of UTC, so that a day's number is all that has to be looked up.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
HOLIDAYS = ["2025-01-01", "2025-03-05", "2025-04-21", "2025-05-29", "2025-06-09"]
PERIOD = "2025-03"
AS_OF = "2025-07-15T08:00:00+02:00"
HOURS = [1, 2, 4, 8]
DAYS = [1, 2]
REASONS = {
    "bad-data": "Wrong contact data", "competitor": "Competitor", "no-budget": "No budget", "no-fit": "Not a fit",
    "no-need": "No need now",
}


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


START = milliseconds(datetime(2025, 3, 1, tzinfo=ZONE))
END = milliseconds(datetime(2025, 4, 1, tzinfo=ZONE))
AS_OF_MILLISECONDS = milliseconds(datetime.fromisoformat(AS_OF))


@dataclass
class Day:
    """A day of UTC: its window, empty where it is closed, and open time before it. `early` and `late` are the closes of the
    next two business days after that on which a clock runs first which starts before or after the day's close."""

    number: int
    opens: int
    closes: int
    before: int
    early: tuple = (0, 0)
    late: tuple = (0, 0)


def table() -> list[Day]:
    days, before = [], 0
    first = date(2025, 1, 1)
    holidays = {date.fromisoformat(text) for text in HOLIDAYS}
    for offset in range(300):
        day = first + timedelta(days=offset)
        isOpen = day.weekday() < 5 and day not in holidays
        hours = (9, 17) if isOpen else (9, 9)
        opens, closes = (milliseconds(datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)) for hour in hours)
        days.append(Day(opens // 86_400_000, opens, closes, before))
        before += closes - opens
    ends = [day.closes for day in days if day.closes > day.opens]
    for day in days[:-30]:
        following = [end for end in ends if end > day.closes or (end == day.closes and day.opens < day.closes)]
        isOpen = day.opens < day.closes
        day.early = tuple(following[1:3])
        day.late = tuple(following[2:4] if isOpen else following[1:3])
    return days[:-30]


# The entries that all sides compute, as `sla snapshot show --format json` tells them.
METRICS = ["mql.delivered", "first-contact", "rejection.rate", "rejection.documented"]
CLOCK_COUNTS = ["n", "met", "breached", "breachedOpen", "pending", "resolvedBeforeContact", "median", "p90", "p95"]


def key(metric: str, within: str = "", tier: str = "", source: str = "", region: str = "") -> str:
    where = {"tier": tier, "source": source, "region": region}
    return "/".join([metric, *filter(None, [within]), *(f"{name}={value}" for name, value in where.items() if value)])


def limits():
    """The times within which contact is counted, as entries name them: those in hours, then those in business days."""
    return [(f"PT{hours}H", hours * 3_600_000) for hours in HOURS], [(f"P{days}D", days) for days in DAYS]
