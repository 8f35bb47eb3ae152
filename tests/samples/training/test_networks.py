"""The networks that are trained; only where training's own environment (see `scripts/train`) is at hand."""

import random
from importlib.resources import files
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from ocr.engines import ENGINES
from ocr.line_engine import LineEngine

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from ocr.crop_shards import Crop, write_shard  # noqa: E402
from samples.training.corpus import crops_of_a_sheet  # noqa: E402
from samples.training.export import exported, mean_of, read_alike  # noqa: E402
from samples.training.recipes import RECIPES  # noqa: E402
from samples.training.stream import Stream  # noqa: E402
from samples.training.taken_back import take_back  # noqa: E402
from samples.training.train import Run, learn, rate_at  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")
LINE: NDArray[np.uint8] = np.where(np.random.default_rng(1).random((48, 200)) < 0.2, 0, 255).astype(np.uint8)


def run_in(folder: Path, name: str) -> Run:
    recipe = RECIPES[name]
    network = recipe.build()
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-4)
    return Run(recipe, network, optimiser, Stream([folder], 4, 8, 1), folder, random.Random(1))


def test_the_network_made_for_training_reads_as_the_recogniser_does() -> None:
    engine = ENGINES["paddle"]()
    assert isinstance(engine, LineEngine)
    recipe = RECIPES["hand"]
    with torch.no_grad():
        mine = recipe.build()(recipe.pack([LINE])).softmax(2)[0].numpy()
    theirs = engine.posteriors_of_line(LINE)
    assert np.array_equal(mine.argmax(axis=1), theirs.argmax(axis=1))


@pytest.mark.parametrize("name", RECIPES)
def test_training_packs_a_line_as_the_engine_shapes_it(name: str) -> None:
    engine = ENGINES[name]()
    assert isinstance(engine, LineEngine)
    packed = RECIPES[name].pack([LINE]).numpy()[0, 0]
    assert np.allclose(packed, engine.shaped(LINE))


def printed(text: str) -> Crop:
    pixels = np.full((48, 30 + 26 * len(text)), 255, np.uint8)
    cv2.putText(pixels, text, (10, 38), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 3)
    return Crop(text, pixels, "print", "printer")


def test_an_export_reads_as_its_network() -> None:
    recipe = RECIPES["hand"]
    network = recipe.build().eval()
    crops = [printed(text) for text in ("7", "1234567893", "Elm Street 12, Portland")]
    assert read_alike(network, recipe, exported(network, recipe), crops) == 1


@pytest.mark.parametrize("name", RECIPES)
def test_the_weights_that_ship_can_be_trained_further(name: str) -> None:
    recipe = RECIPES[name]
    network = recipe.build()
    crops = [printed(text) for text in ("1234567893", "Elm Street", "PORTLAND 7")]
    shipped = Path(str(files("ocr").joinpath("weights", f"{name}.onnx")))
    take_back(shipped, network, recipe, [crop.pixels for crop in crops])
    assert read_alike(network, recipe, shipped.read_bytes(), crops) == 1
    again = exported(network, recipe)
    assert read_alike(network, recipe, again, crops) == 1


def test_weights_of_another_network_are_refused() -> None:
    shipped = Path(str(files("ocr").joinpath("weights", "compact.onnx")))
    recipe = RECIPES["hand"]
    with pytest.raises(ValueError, match="zip"):
        take_back(shipped, recipe.build(), recipe, [LINE])


def test_the_weights_of_several_runs_are_averaged() -> None:
    runs = [
        {"w": torch.tensor([value, 4.0]), "seen": torch.tensor(count)}
        for value, count in ((1.0, 3), (3.0, 5))
    ]
    mean = mean_of(runs)
    assert mean["w"].tolist() == [2.0, 4.0]
    assert mean["seen"].item() == 5


def test_an_export_takes_any_width_and_count() -> None:
    recipe = RECIPES["compact"]
    session = onnxruntime.InferenceSession(exported(recipe.build().eval(), recipe))
    for count, width in ((1, 32), (3, 480)):
        found = session.run(None, {"x": np.zeros((count, 1, 40, width), np.float32)})[0]
        assert found.shape == (count, width // 4, 96)
        assert np.allclose(found.sum(axis=2), 1, atol=1e-3)


def test_a_run_goes_on_where_it_was_saved(tmp_path: Path, strokes: Path) -> None:
    from samples.training.author import Author

    crops = crops_of_a_sheet(Author(strokes, "training"), random.Random(1))
    write_shard(tmp_path / "0.npz", crops)
    run = run_in(tmp_path, "compact")
    assert learn(run, crops[:4]) > 0
    run.step, run.samples, run.seconds = 7, 28, 90.0
    run.save()
    again = run_in(tmp_path, "compact")
    again.resume()
    assert (again.step, again.samples, again.seconds) == (7, 28, 90.0)
    assert learn(run, crops[4:8]) == pytest.approx(learn(again, crops[4:8]), rel=1e-3)


def test_the_rate_warms_up_holds_and_falls(tmp_path: Path) -> None:
    run = run_in(tmp_path, "compact")
    full = run.recipe.rate
    assert rate_at(run, 60, 10) < full / 100
    run.step = run.recipe.warm_up
    assert rate_at(run, 60, 10) == full
    run.seconds = 50 * 60
    assert rate_at(run, 60, 10) == full
    run.seconds = 60 * 60
    assert rate_at(run, 60, 10) < full / 20
