"""Which state a ZIP code or an NCPDP number begins with (common postal and NCPDP tables)."""

_NCPDP_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC "
    "ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY"
)
_NCPDP_SECOND_BLOCKS = {"56": "CA"}

_ZIP_RANGES = """
005 NY 006-007 PR 008 VI 009 PR 010-027 MA 028-029 RI 030-038 NH 039-049 ME 050-059 VT
060-069 CT 070-089 NJ 090-098 AE 100-149 NY 150-196 PA 197-199 DE 200-205 DC 206-219 MD
220-246 VA 247-268 WV 270-289 NC 290-299 SC 300-319 GA 320-339 FL 340 AA 341-349 FL 350-369 AL
370-385 TN 386-397 MS 398-399 GA 400-427 KY 430-459 OH 460-479 IN 480-499 MI 500-528 IA
530-549 WI 550-567 MN 570-577 SD 580-588 ND 590-599 MT 600-629 IL 630-658 MO 660-679 KS
680-693 NE 700-714 LA 716-729 AR 730-749 OK 750-799 TX 800-816 CO 820-831 WY 832-838 ID
840-847 UT 850-865 AZ 870-884 NM 885 TX 889-898 NV 900-961 CA 962-966 AP 967-968 HI 969 GU
970-979 OR 980-994 WA 995-999 AK
"""
_SHARED = {
    "063": frozenset({"CT", "NY"}),
    "201": frozenset({"VA"}),
    "733": frozenset({"TX"}),
    "834": frozenset({"ID", "WY"}),
    "967": frozenset({"HI", "AS"}),
    "969": frozenset({"GU", "MP"}),
}


def ncpdp_state_of(number: str) -> str:
    """The state of an NCPDP number by its first two digits; empty when they are in no known block."""
    prefix = number[:2]
    if not prefix.isdigit():
        return ""
    states, place = _NCPDP_STATES.split(), int(prefix) - 1
    return states[place] if 0 <= place < len(states) else _NCPDP_SECOND_BLOCKS.get(prefix, "")


def zip_states_of(code: str) -> frozenset[str]:
    """The states a ZIP code may lie in by its first three digits; empty when the prefix is in no range."""
    prefix = code[:3]
    if prefix in _SHARED:
        return _SHARED[prefix]
    return frozenset(state for low, high, state in _zip_ranges() if low <= prefix <= high)


def _zip_ranges() -> tuple[tuple[str, str, str], ...]:
    words = _ZIP_RANGES.split()
    ranges = []
    for span, state in zip(words[0::2], words[1::2], strict=True):
        low, _, high = span.partition("-")
        ranges.append((low, high or low, state))
    return tuple(ranges)
