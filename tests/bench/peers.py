"""The same faxes through faxdesk, plain tesseract and ocrmypdf, in one run.

A whole-page tool gives text, not fields. So it is asked the kinder question: does the page's text contain the
value a field truly has, letters and digits only, case ignored? faxdesk is asked that and the field itself.
"""

import dataclasses
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image

from documents import SampleTruth
from forms.definition import MARKED_KINDS, FieldKind
from forms.library import FormLibrary
from forms.same_value import same_value
from ocr.raster import square, turned
from pipeline.files import look_at_file
from pipeline.replay import import_registry, samples_of, truth_of
from pipeline.settings import load_settings
from pipeline.station import Station, open_station

BATCH = Path(__file__).parents[2] / "samples" / "batch"
ENGINES = (
    "faxdesk: the field itself",
    "faxdesk: value among its fields",
    "tesseract, whole page",
    "ocrmypdf",
)


def letters(text: str) -> str:
    """Letters and digits only, lower case."""
    return re.sub(r"[\W_]+", "", text).casefold()


def wanted(truth: SampleTruth, library: FormLibrary) -> Iterator[tuple[str, FieldKind, str, str]]:
    """Name, kind, hand and value of every filled written field of a sample."""
    for document in truth.documents:
        form = library.get(document.form)
        for field in document.fields:
            kind = form.field(field.name).kind
            sent = document.pages[form.field(field.name).page - 1] is not None
            plain = field.value and not field.ambiguous and kind not in MARKED_KINDS | {FieldKind.SIGNATURE}
            if plain and sent:
                yield field.name, kind, field.hand, field.value


def forms_of(kind: FieldKind, value: str) -> list[str]:
    """How a value may stand on paper, letters and digits only."""
    if kind is FieldKind.DATE and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        year, month, day = value.split("-")
        short = [
            f"{int(month)}{int(day)}{year}",
            f"{int(month)}{int(day)}{year[2:]}",
            f"{month}{day}{year[2:]}",
        ]
        return [f"{month}{day}{year}", *short]
    return [letters(value)]


def timed(work: Callable[[], str]) -> tuple[str, float]:
    """A text and the seconds it took."""
    start = time.perf_counter()
    text = work()
    return text, time.perf_counter() - start


def tesseract(pages: list[Path]) -> str:
    """The text of pages by the plain command."""
    command = ["tesseract", "{}", "stdout", "--dpi", "204"]
    return "\n".join(
        subprocess.run(
            [str(page) if part == "{}" else part for part in command],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for page in pages
    )


def ocrmypdf(pages: list[Path], folder: Path) -> str:
    """The text of pages by ocrmypdf's sidecar."""
    first, *rest = [Image.open(page) for page in pages]
    source, sidecar = folder / "in.pdf", folder / "out.txt"
    first.save(source, save_all=True, append_images=rest, resolution=204)
    command = ["ocrmypdf", "--jobs", "1", "--rotate-pages", "--deskew", "--output-type", "pdf", "--sidecar"]
    subprocess.run(
        [*command, str(sidecar), str(source), str(folder / "out.pdf")], check=True, capture_output=True
    )
    return sidecar.read_text()


def page_files(station: Station, sample: Path, folder: Path) -> tuple[list[Path], dict[str, str], float]:
    """Square upright pages as files, faxdesk's fields, and faxdesk's seconds."""
    start = time.perf_counter()
    result = look_at_file(station, sample / truth_of(sample).file)
    seconds = time.perf_counter() - start
    files = []
    for page, seen in zip(result.pages.pages if result.pages else (), result.classified, strict=True):
        path = folder / f"{page.number}.png"
        upright = turned(square(station.tools.blobs.get(page.digest), page), seen.turn)
        Image.fromarray(upright).save(path, dpi=(204, 204))
        files.append(path)
    read = {
        reading.field: reading.value
        for judged in result.documents
        if judged.reading
        for reading in judged.reading.readings
    }
    return files, read, seconds


@dataclass
class Table:
    """Hits by engine and hand, fields by hand, seconds by engine."""

    hits: Counter[tuple[str, str]] = dataclasses.field(default_factory=Counter)
    fields: Counter[str] = dataclasses.field(default_factory=Counter)
    seconds: defaultdict[str, float] = dataclasses.field(default_factory=lambda: defaultdict(float))
    pages: int = 0

    def add(self, station: Station, sample: Path, folder: Path) -> None:
        """Put one sample through every engine."""
        files, read, spent = page_files(station, sample, folder)
        if not files:
            return
        plain, by_tesseract = timed(partial(tesseract, files))
        sidecar, by_ocrmypdf = timed(partial(ocrmypdf, files, folder))
        self.pages += len(files)
        for engine, seconds in zip(ENGINES, (spent, 0.0, by_tesseract, by_ocrmypdf), strict=True):
            self.seconds[engine] += seconds
        texts = (letters(" ".join(read.values())), letters(plain), letters(sidecar))
        for name, kind, hand, value in wanted(truth_of(sample), station.library):
            self.fields[hand] += 1
            ways = [*forms_of(kind, value), letters(value)]
            hits = (
                same_value(kind, value, read.get(name, "")),
                *(any(way in text for way in ways) for text in texts),
            )
            for engine, hit in zip(ENGINES, hits, strict=True):
                self.hits[engine, hand] += hit

    def lines(self) -> Iterator[str]:
        """The table as lines of text."""
        yield f"{self.pages} pages; filled written fields: {dict(self.fields)}"
        for engine in ENGINES:
            shares = (f"{hand} {self.hits[engine, hand] / count:.1%}" for hand, count in self.fields.items())
            pace = f"{self.seconds[engine] / self.pages:.2f} s a page" if self.seconds[engine] else ""
            yield f"{engine:<34} {', '.join(shares)}   {pace}"


def main(batch: Path = BATCH) -> None:
    """Print the table."""
    table = Table()
    with (
        tempfile.TemporaryDirectory() as data,
        open_station(load_settings(data_folder=Path(data), readers=1)) as station,
    ):
        import_registry(station, batch)
        for sample in samples_of(batch):
            with tempfile.TemporaryDirectory(dir=data) as folder:
                table.add(station, sample, Path(folder))
    print("\n".join(table.lines()))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
