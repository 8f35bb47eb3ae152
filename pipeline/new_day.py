"""The turn of the day: what a day alone changes has documents decided again."""

import datetime as dt

from pipeline.station import Station
from registry.database import writing
from registry.new_day import due_by_day


def turn_day(station: Station) -> int:
    """Have every document decided again that waits for what takes effect today, or did while nobody looked.

    Returns how many. They are put on the queue in one transaction, each once for its revision: it does not
    matter how often this is done on a day, or that it broke off.
    """
    view = station.tools.bench.view(station.tools.clock())
    with writing(station.engine) as session:
        due = due_by_day(session, view, lambda at: station.on_the_day(at).on)
        for one in due:
            station.enqueue_again(session, one.fax, one.document, one.revision)
    return len(due)


class Days:
    """The days of a line that runs on: each is turned once, at its first look."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._turned = dt.date.min

    def look(self) -> None:
        """Turn the day, unless it was turned."""
        today = self._station.moment().on
        if today != self._turned:
            turn_day(self._station)
            self._turned = today
