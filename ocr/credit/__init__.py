"""How many readings may be used unseen: what audited outcomes allow, and when it is taken back."""

from ocr.credit.audited import Audited, Target
from ocr.credit.bounds import least_without_error, upper_bound
from ocr.credit.brake import Brake, Watch, watched
from ocr.credit.earned import Credit, earned
from ocr.credit.ledger import Cell, CreditLine, Ledger, load_ledger

__all__ = [
    "Audited",
    "Brake",
    "Cell",
    "Credit",
    "CreditLine",
    "Ledger",
    "Target",
    "Watch",
    "earned",
    "least_without_error",
    "load_ledger",
    "upper_bound",
    "watched",
]
