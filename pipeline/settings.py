"""The settings of one installation: from faxdesk.toml and FAXDESK_ variables, checked at start-up."""

import tomllib
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from documents import BadSetting
from extractors.chance import load_table
from ocr.approval import check_approved
from ocr.credit import load_ledger
from validators import Limits

SETTINGS_FILE = Path("faxdesk.toml")
"""Read from the working directory when it is there."""


class Settings(BaseSettings):
    """Where things are and how patient faxdesk is; times in seconds.

    A variable `FAXDESK_<NAME>` wins over the file. `receipt_time` says whether a fax counts as received when
    faxdesk takes it (`clock`) or when its file was finished (`file`). `limits` are the numbers the rules
    go by; the thresholds of `credit_ledger`, a file that `faxdesk recognition credit` writes, go with them.
    `weights` is a folder of weights that `faxdesk recognition gate` approved, `chances` a file that
    `faxdesk recognition calibrate` writes.
    `business_hours` is a TOML file with working hours and holidays, `answer_hours` the working hours within
    which a document of a form should have been looked at.
    Of documents decided without a person and of reviewed ones the shares `audit_…_share` are audited.
    What is left out while it is not configured is None or empty: a deadline in letters, reminders, the clock
    of `safety_hours` calendar hours within which what may tell of an adverse event goes to safety.
    The review desk listens on `desk_host`, beyond this machine only with a certificate; so do the checks of
    pharmacies' systems, on their own `api_port`, with at most `api_per_minute` questions from one address.
    """

    model_config = SettingsConfigDict(
        env_prefix="FAXDESK_",
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    data_folder: Path = Path("faxdesk-data")
    database_url: str = Field(default="", repr=False)
    inbox: Path = Path("faxdesk-inbox")
    settle_seconds: float = Field(default=60, ge=0)
    scan_seconds: float = Field(default=30, gt=0)
    patience_seconds: float = Field(default=900, gt=0)
    polling_only: bool = False
    receipt_time: Literal["clock", "file"] = "clock"
    readers: int = Field(default=2, ge=1, le=64)
    read_seconds: float = Field(default=300, gt=0)
    max_pages: int = Field(default=200, ge=1)
    max_bytes: int = Field(default=100_000_000, ge=1)
    max_pixels: int = Field(default=40_000_000, ge=1)
    decode_seconds: float = Field(default=60, gt=0)
    time_zone: str = "America/New_York"
    business_hours: Path | None = None
    answer_hours: dict[str, Annotated[float, Field(gt=0, le=1000)]] = {}
    credit_ledger: Path | None = None
    weights: Path | None = None
    chances: Path | None = None
    audit_auto_share: float = Field(default=0.02, ge=0, le=1)
    audit_reviewed_share: float = Field(default=0.02, ge=0, le=1)
    audit_fields: int = Field(default=12, ge=1, le=100)
    known_answer_share: float = Field(default=0.05, ge=0, lt=1)
    desk_host: str = "127.0.0.1"
    desk_port: int = Field(default=8060, ge=1, le=65535)
    desk_names: tuple[str, ...] = ()
    desk_certificate: Path | None = None
    desk_key: Path | None = None
    desk_proxy: str | None = None
    letter_sender: Literal["folder", "hylafax"] = "folder"
    letter_folder: Path | None = None
    letter_resolution: Literal["standard", "fine"] = "fine"
    letter_seconds: float = Field(default=10, gt=0)
    letter_attempts: int = Field(default=5, ge=1)
    letter_retry_seconds: float = Field(default=300, ge=0)
    letter_answer_days: int | None = Field(default=None, ge=1)
    letter_reminder_days: tuple[Annotated[int, Field(ge=1)], ...] = ()
    letter_recertification_days: tuple[Annotated[int, Field(ge=1)], ...] = ()
    safety_hours: float | None = Field(default=None, gt=0)
    hylafax_host: str = Field(default="localhost", pattern=r"^[A-Za-z0-9][A-Za-z0-9.:@-]*$")
    api_port: int = Field(default=8061, ge=1, le=65535)
    api_per_minute: int = Field(default=120, ge=1)
    limits: Limits = Limits()

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as unknown:
            raise ValueError("not a time zone name, as America/New_York") from unknown
        return name

    @model_validator(mode="after")
    def _inbox_is_not_the_data(self) -> Self:
        if self.inbox.absolute() == self.data_folder.absolute():
            raise ValueError("inbox and data_folder must be different folders")
        return self

    @model_validator(mode="after")
    def _reminds_of_what_ends(self) -> Self:
        lasts = self.limits.recertification_days
        if any(lasts is None or days >= lasts for days in self.letter_recertification_days):
            raise ValueError("letter_recertification_days must be fewer than limits.recertification_days")
        return self

    @model_validator(mode="after")
    def _beyond_loopback_only_with_a_certificate(self) -> Self:
        if (self.desk_certificate is None) != (self.desk_key is None):
            raise ValueError("desk_certificate and desk_key go together")
        if self.desk_certificate is None and not is_loopback(self.desk_host):
            raise ValueError("desk_host is reached from other machines: set desk_certificate and desk_key")
        for file in (self.desk_certificate, self.desk_key):
            if file is not None and not file.is_file():
                raise ValueError(f"{file} (desk_certificate or desk_key) is not a file")
        return self

    @property
    def database(self) -> str:
        """The database URL; a SQLite file in the data folder unless one is set."""
        return self.database_url or f"sqlite:///{self.data_folder.absolute() / 'faxdesk.sqlite'}"

    @property
    def blobs(self) -> Path:
        """The folder of the blob store."""
        return self.data_folder / "blobs"

    @property
    def letters(self) -> Path:
        """The folder letters are put into; in the data folder unless one is set."""
        return self.letter_folder or self.data_folder / "letters"

    @property
    def locks(self) -> Path:
        """The folder of the liveness locks."""
        return self.data_folder / "locks"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then variables, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, SETTINGS_FILE)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address; a name other than localhost may be anywhere."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def load_settings(**given: object) -> Settings:
    """The settings, with `given` ones first; BadSetting names the file or variable and the key."""
    found = _checked(given)
    if found.weights is not None:
        check_approved(found.weights, "weights")
    if found.chances is not None:
        load_table(found.chances)
    if found.credit_ledger is None:
        return found
    limits = found.limits.model_copy(update={"ledger": load_ledger(found.credit_ledger)})
    return found.model_copy(update={"limits": limits})


def _checked(given: Mapping[str, object]) -> Settings:
    try:
        return Settings(**{key: value for key, value in given.items() if value is not None})  # type: ignore[arg-type]  # checked by pydantic
    except tomllib.TOMLDecodeError as broken:
        raise BadSetting(f"{SETTINGS_FILE}: not TOML: {broken}") from broken
    except UnicodeDecodeError as broken:
        raise BadSetting(f"{SETTINGS_FILE}: not TOML: not UTF-8") from broken
    except OSError as failed:
        raise BadSetting(f"{SETTINGS_FILE}: cannot be read: {failed.strerror}") from failed
    except SettingsError as wrong:
        raise BadSetting(f"a FAXDESK_ variable is not JSON: {wrong}") from None
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "settings"
        raise BadSetting(f"{SETTINGS_FILE} (or FAXDESK_{key.upper()}): {key}: {first['msg']}") from None
