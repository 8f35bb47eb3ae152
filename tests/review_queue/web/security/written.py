"""What each form of the desk may write."""

from tests.review_queue.web.desk import PASSWORD
from tests.review_queue.web.saying import FAX

WRITTEN: dict[str, dict[str, str]] = {
    "sign_in": {"name": "ada", "password": PASSWORD, "code": "0"},
    "join_begin": {"name": "ada", "invitation": "0"},
    "join_finish": {"name": "ada", "invitation": "0", "password": "x", "again": "x", "code": "0"},
    "change_password": {"password": "x", "code": "0", "new": "x", "again": "x"},
    "claim_next": {"form": "", "reason": "MARGIN_NOTE", "critical": "yes"},
    "key_field": {"revision": "0", "value": "Oak", "take": "Oak", "state": "read", "insist": "true"},
    "undo": {"revision": "0"},
    "set_aside": {"revision": "0", "reason": "a greeting", "withdrawn": "true"},
    "complete": {"revision": "0"},
    "leave": {"revision": "0", "resolution": "reject", "reason": "so it is", "form": ""},
    "pass_on": {"revision": "0", "reason": "so it is"},
    "search": {"words": "oak"},
    "registry_search": {"wanted": "oak"},
    "registry_entry": {"key": "P-1", "at": "", "known": ""},
    "grid_take": {"asked": "tick"},
    "grid_answer": {"fax": FAX, "document": "1", "revision": "0", "field": "npi", "state": "read"},
    "grid_undo": {"fax": FAX, "document": "1", "revision": "0"},
    "assemble": {
        "assembly": "1",
        "page": "1",
        "what": "cover",
        "document": "1",
        "turn": "0",
        "reason": "so it is",
    },
    "letter_release": {"number": "6175550142"},
    "letter_cancel": {"reason": "so it is"},
    "safety_report": {"document": "1", "reason": "so it is"},
    "safety_hand_over": {"reference": "S-1", "handed": ""},
    "safety_no_event": {"reason": "so it is"},
    "audit_key": {"task": "0" * 32, "said": "read", "value": "1", "chosen": ""},
    "invite": {"name": "bo", "full_name": "Bo Reed", "role": "operator"},
    "change_role": {"role": "operator"},
}
"""Every field that each form may write, with an example; forms of other routes write none."""
