"""A replay as one HTML page that opens anywhere."""

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.replay import Replay


def write_page(found: Replay, out: Path) -> Path:
    """Write report.html into a folder and return its path; no scripts, nothing loaded from elsewhere."""
    pages = Environment(
        loader=PackageLoader("pipeline", "templates"), autoescape=True, undefined=StrictUndefined
    )
    wrong = [field for field in found.scores.fields if not field.right]
    text = pages.get_template("replay.html").render(
        replay=found,
        wrong=sorted(wrong, key=lambda field: (field.safe, field.sample, field.field)),
        off=[document for document in found.scores.documents if document.outcome != document.truth],
        pages_wrong=[page for page in found.scores.pages if not page.right],
    )
    path = out / "report.html"
    path.write_text(text, encoding="utf-8")
    return path
