"""A genuine T.30 fax call inside one process: two spandsp terminals and a simulated telephone line."""

from samples.calls.call import CallPage, CallReport, CallSetting, place_call
from samples.calls.exchange import ReceivedCall, SentPage, send
from samples.calls.header import HeaderLine, with_header
from samples.calls.line import CLEAN, LineQuality

__all__ = [
    "CLEAN",
    "CallPage",
    "CallReport",
    "CallSetting",
    "HeaderLine",
    "LineQuality",
    "ReceivedCall",
    "SentPage",
    "place_call",
    "send",
    "with_header",
]
