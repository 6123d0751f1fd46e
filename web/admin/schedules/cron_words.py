"""A cron expression in words, such as "each day at 02:00"; one that says more than words can is shown as it is."""

import re

DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("", "January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
NUMBER = re.compile(r"\d+")
STEP = re.compile(r"\*/(\d+)")


def cron_words(expression: str) -> str:
    """The words; the expression itself where it is of a form that none are known for."""
    minute, hour, day, month, weekday = expression.split()
    days, times = _days(day, month, weekday), _times(minute, hour)
    if not days or not times:
        return expression
    if days == "each day" and not times.startswith("at "):
        return times
    return f"{days} {times}" if times.startswith("at ") else f"{times}, {days}"


def _times(minute: str, hour: str) -> str:
    """Such as "at 02:00", "every 5 minutes", "every 6 hours at 17 past"; "" if no words are known."""
    if hour == "*" and minute == "*":
        return "every minute"
    if hour == "*" and (step := STEP.fullmatch(minute)):
        return f"every {step[1]} minutes"
    if not NUMBER.fullmatch(minute):
        return ""
    past = f"at {minute} past" if int(minute) else "on the hour"
    if hour == "*":
        return f"every hour {past}"
    if step := STEP.fullmatch(hour):
        return f"every {step[1]} hours {past}"
    hours = hour.split(",")
    if not all(NUMBER.fullmatch(each) for each in hours):
        return ""
    return f"at {_and([f'{int(each):02}:{int(minute):02}' for each in hours])}"


def _days(day: str, month: str, weekday: str) -> str:
    """Such as "each day", "each Monday and Thursday", "on the 1st of each month"; "" if no words are known."""
    if (day, month, weekday) == ("*", "*", "*"):
        return "each day"
    if (day, month) == ("*", "*"):
        return _weekdays(weekday)
    if weekday != "*" or not NUMBER.fullmatch(day):
        return ""
    if month == "*":
        return f"on day {int(day)} of each month"
    return f"each year on {int(day)} {MONTHS[int(month)]}" if NUMBER.fullmatch(month) and int(month) < 13 else ""


def _weekdays(weekday: str) -> str:
    if weekday == "1-5":
        return "Monday to Friday"
    days = weekday.split(",")
    if not all(NUMBER.fullmatch(each) and int(each) < len(DAYS) for each in days):
        return ""
    return f"each {_and([DAYS[int(each)] for each in days])}"


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
