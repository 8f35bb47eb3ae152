"""The outcome `record` of notices and assessment sheets, and the letter that confirms it."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

OUTCOMES = (
    "certify",
    "enroll",
    "authorize",
    "pending",
    "deficient",
    "review",
    "reject",
    "duplicate",
    "route",
)
KINDS = (
    "certification",
    "enrollment",
    "authorization",
    "pending",
    "refusal",
    "deficiency",
    "reminder",
    "withdrawal",
)
STATES = ("queued", "sending", "sent", "delivered", "failed", "held", "cancelled")
PUT_ASIDE = (
    "CREATE TEMPORARY TABLE kept_event AS SELECT * FROM letter_event",
    "CREATE TEMPORARY TABLE kept_reply AS SELECT * FROM reply",
    "DELETE FROM letter_event",
    "DELETE FROM reply",
)
PUT_BACK = (
    "INSERT INTO letter_event SELECT * FROM kept_event",
    "INSERT INTO reply SELECT * FROM kept_reply",
    "DROP TABLE kept_event",
    "DROP TABLE kept_reply",
)


def upgrade() -> None:
    _allow("disposition", outcome=(*OUTCOMES, "record"))
    _allow_letters((*KINDS, "record"))


def downgrade() -> None:
    _allow("disposition", outcome=OUTCOMES)
    _allow_letters(KINDS)


def _allow(table: str, **words: tuple[str, ...]) -> None:
    """Let columns hold these words; SQLite makes the table anew and forgets what is not said of it here."""
    with op.batch_alter_table(table) as changed:
        for column, listed in words.items():
            name = op.f(f"ck_{table}_{column}")
            if op.get_bind().dialect.name == "postgresql":
                changed.drop_constraint(name, type_="check")
            changed.create_check_constraint(name, f"{column} IN {listed}")


def _allow_letters(kinds: tuple[str, ...]) -> None:
    """Let letters be of these kinds; what hangs on letters is put aside while SQLite makes the table anew."""
    made_anew = op.get_bind().dialect.name == "sqlite"
    for statement in PUT_ASIDE if made_anew else ():
        op.execute(statement)
    _allow("letter", kind=kinds, state=STATES)
    for statement in PUT_BACK if made_anew else ():
        op.execute(statement)
