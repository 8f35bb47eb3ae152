"""How many readings may be used unseen: what audited outcomes allow, and when it is taken back."""

from ocr.credit.audited import Audited, Target
from ocr.credit.bounds import least_without_error, upper_bound
from ocr.credit.brake import Brake, Watch, pulled_within, watched
from ocr.credit.earned import Credit, earned
from ocr.credit.ledger import Cell, CreditLine, Ledger, Stop, load_ledger
from ocr.credit.paired import Change, paired_change

__all__ = [
    "Audited",
    "Brake",
    "Cell",
    "Change",
    "Credit",
    "CreditLine",
    "Ledger",
    "Stop",
    "Target",
    "Watch",
    "earned",
    "least_without_error",
    "load_ledger",
    "paired_change",
    "pulled_within",
    "upper_bound",
    "watched",
]
