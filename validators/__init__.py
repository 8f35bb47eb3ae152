"""Pure rules over a reading: fields, signatures, consistency, prerequisites."""

from validators.auto import is_auto
from validators.case import Case
from validators.limits import AutoThreshold, Limits
from validators.loose import check_loose
from validators.rules import RULE_SET, RULES, check, check_rules
from validators.say import Remark, Rule

__all__ = [
    "RULES",
    "RULE_SET",
    "AutoThreshold",
    "Case",
    "Limits",
    "Remark",
    "Rule",
    "check",
    "check_loose",
    "check_rules",
    "is_auto",
]
