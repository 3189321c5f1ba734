"""What cells state: times, numbers, sums of money and addresses, each by its description and in no other way."""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from math import floor
from zoneinfo import ZoneInfo

BLANKS = " \t\r\n\u00a0"
DAY = 86_400_000
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
NOTHING = {"n/a", "na", "none", "null", "unknown", "test", "tbd", "x", "(none)", "not provided"}
WEEKDAYS = ["mon tue wed thu fri sat sun".split(), "mo di mi do fr sa so".split()]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
OFFSETS = {"UTC": 0, "GMT": 0, "Z": 0, "CET": 1, "CEST": 2, "EST": -5, "EDT": -4, "MEZ": 1, "MSK": 3, "JST": 9, "AEST": 10}
PLACES = {"JPY": 0, "KWD": 3}
# What stands at a sum, and the currencies that it may mean.
SIGNS = {"€": {"EUR"}, "US$": {"USD"}, "$": {"USD", "AUD", "CAD"}} | {code: {code} for code in ("EUR", "USD", "JPY", "KWD", "GBP")}


def bare(cell):
    """A time without marks of writing direction, and its accents upon their letters."""
    return unicodedata.normalize("NFC", re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", cell)).strip(BLANKS)


def is_filled(cell):
    """Something is said: a letter or digit, and no placeholder."""
    return any(c.isalnum() for c in cell) and cell.lower() not in NOTHING


def is_email(cell):
    return bool(re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", cell)) and len(cell.encode()) <= 320


def milliseconds(moment):
    return (moment - EPOCH) // timedelta(milliseconds=1)


def start_of_day(day, zone):
    """The first instant of a date: in a zone whose clocks skip midnight the change, which is the earlier offset's."""
    return milliseconds(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)))


def instant(text):
    """The milliseconds of a time that a document states."""
    return milliseconds(datetime.fromisoformat(text.replace("Z", "+00:00")))


def local_date(text, zone):
    """The date that clocks of a zone show at such a time."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(ZoneInfo(zone)).date()


def order(key):
    """What ids go by where nothing else tells two leads apart: a multiplied word, the same in every run."""
    full, factor, step = 2**64 - 1, 0xD6E8FEB86659FD93, 0x9E3779B97F4A7C15
    data, word = key.encode(), step
    whole = len(data) // 8 * 8
    words = [int.from_bytes(data[at:at + 8], "little") for at in range(0, whole, 8)]
    for each in words + [int.from_bytes(data[whole:], "little") | len(data) % 256 << 56]:
        product = (word ^ each) * factor
        word = ((product >> 64 ^ product & full) + step) & full
    mixed = (word ^ word >> 32) * factor & full
    return mixed ^ mixed >> 32


ISO = re.compile(
    r"(?P<Y>\d{4})-(?P<M>\d\d)-(?P<D>\d\d)"
    r"(?:[Tt ](?P<h>\d\d):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,](?P<S>\d{1,9}))?)?(?: ?(?P<Z>Z|UTC|[+-]\d\d:?\d\d|[+-]\d\d))?)?")
PARTS = {
    "YYYY": r"(?P<Y>\d{4})", "YY": r"(?P<y>\d\d)", "MMM": r"(?P<N>[A-Za-z]{3})", "DDD": r"(?P<W>[A-Za-z]{2,3})", "MM": r"(?P<M>\d\d)", "M": r"(?P<M>\d\d?)",
    "Do": r"(?P<D>\d\d?)(?:(?i:st|nd|rd|th|er)|\.?\u00ba)?", "DD": r"(?P<D>\d\d)", "D": r"(?P<D>\d\d?)", "hh": r"(?P<h>\d\d)", "h": r"(?P<h>\d\d?)", "mm": r"(?P<m>\d\d)",
    "ss": r"(?P<s>\d\d)", "SSS": r"(?P<S>\d{1,9})", "AP": r"(?P<A>[AaPp][Mm])", "ZZZ": r"(?P<Z>GMT-0|[A-Z]{1,4}|[+-]\d\d|[+-]\d\d:?\d\d)",
}


def picture(format):
    tokens = re.findall(r"'[^']*'|YYYY|YY|MMM|MM?|DDD|Do|DD?|hh?|mm|ss|SSS|AP|ZZZ|.", format)
    return re.compile("".join(PARTS.get(token, re.escape(token.strip("'"))) for token in tokens))


def offset(text):
    """Hours ahead of UTC."""
    text = text.replace("GMT-0", "GMT")
    if text in OFFSETS:
        return timedelta(hours=OFFSETS[text])
    digits = text[1:].replace(":", "").ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -ahead if text[0] == "-" else ahead


def moment(cell, formats, clock, naive_zone, zone):
    """What `time` says of a cell in one of several formats, with a cell and formats for its time of day where that is apart.

    What two formats read differently is unreadable, and so is a date with hours of its own beside a time of day.
    """
    cell = bare(cell)
    if clock:
        cell = re.sub(r"^(\d{4}-\d\d-\d\d)[Tt ]00:00(:00([.,]0+)?)?$", r"\1", cell)
    read = [time(cell, format, naive_zone, zone) for format in formats]
    found = {each for each in read if each}
    if len(found) != 1:
        return False if found or False in read else None
    day = found.pop()
    if not clock:
        return day
    if not day[2]:
        return False
    text, pictures = bare(clock[0]), clock[1]
    for part in filter(None, (picture(format).fullmatch(text) for format in pictures)):
        part = part.groupdict()
        hour = int(part["h"])
        if "A" in part:
            if not 1 <= hour <= 12:
                return False
            hour = hour % 12 + (12 if part["A"].upper() == "PM" else 0)
        return time(f"{cell[:10]} {hour:02}:{part['m']}:{part.get('s') or '00'}.{part.get('S') or '0'}", "iso8601", naive_zone, zone)
    return False if is_filled(text) else day


def time(cell, format, naive_zone, zone):
    """Earliest and latest instant that a cell may mean, whether it is a date, and whether clocks show it twice or never.

    None for a cell that states nothing, False for one that cannot be read.
    """
    if not cell:
        return None
    if format.startswith("epoch"):
        if not re.fullmatch(r"\d{1,15}", cell):
            return False if is_filled(cell) else None
        at = int(cell) * (1000 if format == "epochSeconds" else 1)
        return at, at, False, False
    found = (ISO if format == "iso8601" else picture(format)).fullmatch(cell)
    try:
        part = {key: value for key, value in found.groupdict().items() if value is not None}
        month = MONTHS.index(part["N"].capitalize()) + 1 if "N" in part else int(part["M"])
        day = date(int(part["Y"]) if "Y" in part else 2000 + int(part["y"]), month, int(part["D"]))
        if "W" in part and part["W"].lower() not in (names[day.weekday()] for names in WEEKDAYS):
            return False
        if "h" not in part:
            return start_of_day(day, zone), start_of_day(day + timedelta(days=1), zone) - 1, True, False
        hour = int(part["h"])
        if "A" in part:
            if not 1 <= hour <= 12:
                return False
            hour = hour % 12 + (12 if part["A"].upper() == "PM" else 0)
        fraction = int(part.get("S", "0").ljust(3, "0")[:3])
        local = datetime(day.year, day.month, day.day, hour, int(part["m"]), int(part.get("s", "0")), fraction * 1000)
        if "Z" in part:
            at = milliseconds(local.replace(tzinfo=timezone.utc) - offset(part["Z"]))
            return at, at, False, False
    except (AttributeError, ValueError):
        return False if is_filled(cell) else None
    if naive_zone is None:
        return False
    # Where clocks show a time twice or never, the offset before the change holds: that of fold 0.
    first, second = (local.replace(tzinfo=ZoneInfo(naive_zone), fold=fold) for fold in (0, 1))
    at = milliseconds(first)
    return at, at, False, first.utcoffset() != second.utcoffset()


def number(cell):
    """An exact number and the currencies that its sign may mean; None where nobody can say which number it is.

    Three digits behind a mark may be thousands.
    """
    text, mark, sign = cell, None, 1
    if text.startswith("(") and text.endswith(")"):
        text, sign = text[1:-1], -1
    for _ in range(2):
        if text[:1] in "+-" and text:
            text, sign = text[1:].strip(), -1 if text[0] == "-" else sign
        for written, codes in SIGNS.items():
            if mark is None and (text.startswith(written) or text.endswith(written)):
                mark = codes
                text = text.removeprefix(written) if text.startswith(written) else text.removesuffix(written)
                text = text.strip(" \u00a0")
    text = re.sub(r"(?<=\d)['\u00a0 ](?=\d{3}(\D|$))", "", text)
    marks = [c for c in text if c in ".,"]
    if len(marks) > 1 and marks[-1] not in marks[:-1]:
        text = text.replace(marks[0], "")
    elif len(marks) > 1:
        text = text.replace(marks[0], "") if len(set(marks)) == 1 else "?"
    elif marks and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", text):
        return None, mark
    text = text.replace(",", ".")
    return (sign * Fraction(text), mark) if re.fullmatch(r"\d{1,12}(\.\d+)?", text) else (None, mark)


def minor_units(cell, code, money):
    """A sum in minor units of the agreement's currency, rounded down; None where none is stated, else a problem; and the
    currency that it was in."""
    if not is_filled(cell):
        return None, None
    _, mark = number(cell)
    given = code or money["currency"]
    if mark and given not in mark:
        # A sign that can mean one currency only says which; a code beside it that is another contradicts it.
        if code or len(mark) > 1:
            return "other-currency", None
        given, = mark
    rates = {rate["currency"]: Fraction(rate["numerator"], rate["denominator"]) for rate in money.get("rates", [])}
    rates[money["currency"]] = Fraction(1)
    if given not in rates:
        return "other-currency", given
    theirs, ours = PLACES.get(given, 2), PLACES.get(money["currency"], 2)
    value, _ = number(cell)
    if value is None:
        return "unreadable-amount", given
    return floor(floor(value * 10**theirs) * rates[given] * 10**ours / 10**theirs), given


def points(cell):
    """A score in whole points, rounded down; None where none is stated."""
    if not is_filled(cell):
        return None
    value, _ = number(cell)
    return "unreadable-score" if value is None else floor(value)
