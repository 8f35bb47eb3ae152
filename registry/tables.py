"""Every table of the registry, loaded together so that the schema is whole."""

from registry.api_tables import ApiKeyRow
from registry.audit_tables import AuditFieldRow, AuditKeyingRow, AuditRow
from registry.decision_tables import (
    CorrectionRow,
    DispositionRow,
    ItemTermRow,
    ReviewItemRow,
    StatementRow,
    WaitingRow,
)
from registry.desk_tables import AccountRow, DeskEventRow, SignInRow
from registry.fax_tables import (
    ArrivalRow,
    AssemblyRow,
    DocumentPageRow,
    DocumentRow,
    FaxRow,
    PageRow,
    ReadingRow,
)
from registry.learning_tables import AuditedOutcomeRow, BrakeEventRow, WriterKeyRow, WriterPartRow
from registry.letter_tables import LetterEventRow, LetterRow, ReplyRow
from registry.participant_tables import (
    AuthorizationRow,
    EntryNameRow,
    KnowledgeRow,
    MergeRow,
    NationalNpiRow,
    PatientPrescriberRow,
    PatientRow,
    PharmacyRow,
    PrescriberRow,
    StandingChangeRow,
)
from registry.rows import Row
from registry.safety_tables import SafetyReportRow

METADATA = Row.metadata

__all__ = [
    "METADATA",
    "AccountRow",
    "ApiKeyRow",
    "ArrivalRow",
    "AssemblyRow",
    "AuditFieldRow",
    "AuditKeyingRow",
    "AuditRow",
    "AuditedOutcomeRow",
    "AuthorizationRow",
    "BrakeEventRow",
    "CorrectionRow",
    "DeskEventRow",
    "DispositionRow",
    "DocumentPageRow",
    "DocumentRow",
    "EntryNameRow",
    "FaxRow",
    "ItemTermRow",
    "KnowledgeRow",
    "LetterEventRow",
    "LetterRow",
    "MergeRow",
    "NationalNpiRow",
    "PageRow",
    "PatientPrescriberRow",
    "PatientRow",
    "PharmacyRow",
    "PrescriberRow",
    "ReadingRow",
    "ReplyRow",
    "ReviewItemRow",
    "SafetyReportRow",
    "SignInRow",
    "StandingChangeRow",
    "StatementRow",
    "WaitingRow",
    "WriterKeyRow",
    "WriterPartRow",
]
