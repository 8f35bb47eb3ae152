"""Passwords: what is strong enough, and Argon2id hashes of them."""

from argon2 import PasswordHasher, Type
from argon2.exceptions import VerificationError
from zxcvbn import zxcvbn

SHORTEST = 15
LONGEST = 128
LEAST_SCORE = 4
"""Of zxcvbn's 0 to 4: over 10^10 guesses, with common and leaked passwords, names and key walks counted."""

_JUDGED = 72
"""zxcvbn judges so many characters; more make a password no weaker."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
_NOBODYS = _hasher.hash("a password that nobody has")


def objections(password: str, about: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Why a password may not be used, as sentences; `about` are words an attacker knows: names, the place."""
    if len(password) < SHORTEST:
        return (f"The password needs at least {SHORTEST} characters.",)
    if len(password) > LONGEST:
        return (f"The password may have at most {LONGEST} characters.",)
    if zxcvbn(password[:_JUDGED], user_inputs=list(about))["score"] < LEAST_SCORE:
        return ("The password is too easy to guess: it is common, repeats itself or is made of known words.",)
    return ()


def hashed(password: str) -> str:
    """The Argon2id hash of a password, with 19 MiB of memory and two passes."""
    return _hasher.hash(password)


def is_right(password: str, kept: str) -> bool:
    """Whether a password is the one whose hash was kept; as slow when none was kept."""
    try:
        return _hasher.verify(kept or _NOBODYS, password) and bool(kept)
    except VerificationError:
        return False
