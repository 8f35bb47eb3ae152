"""The second factor: six digits that change every 30 seconds, each good once (TOTP, RFC 6238)."""

import datetime as dt
import hmac

import pyotp

STEP_SECONDS = 30
ISSUER = "faxdesk"


def new_secret() -> str:
    """A secret of 160 bits in base32, as authenticator apps take it."""
    return pyotp.random_base32()


def step_of(code: str, secret: str, last_step: int, at: dt.datetime) -> int | None:
    """The 30-second step whose code this is; None when it is wrong, of another step, or was used before."""
    step = int(at.timestamp()) // STEP_SECONDS
    right = pyotp.TOTP(secret).generate_otp(step) if secret else ""
    if step <= last_step or not hmac.compare_digest(code.encode(), right.encode()):
        return None
    return step


def address_for_apps(secret: str, account: str) -> str:
    """The `otpauth` address that an authenticator app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER)
