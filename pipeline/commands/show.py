"""`faxdesk show`: pictures of what was read on a fax."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import DataFolder
from pipeline.files import look_at_file
from pipeline.settings import load_settings
from pipeline.show import draw_fax
from pipeline.station import open_station
from pipeline.tables import console


def show(
    file: Annotated[Path, typer.Argument(help="A fax file: TIFF or PDF.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="Folder for the pictures.", show_default=False)],
    data: DataFolder = None,
) -> None:
    """Draw each page with its zones, readings, confidences and findings."""
    with open_station(load_settings(data_folder=data)) as station:
        result = look_at_file(station, file)
        tools = station.tools
        drawn = draw_fax(result, tools.blobs, station.library, tools.bench.limits, out)
    if result.refusal:
        console().print(f"{file}: quarantined, nothing to draw: {result.refusal.message}")
    for path in drawn:
        console().print(str(path))
