"""How well probabilities keep what they promise."""

import numpy as np
import pytest

from quotes.training.calibration import bins_of, calibration_error, diagram, recalibrated


def draws(slope: float, count: int = 4000) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Probabilities that promise too much, too little, or with a slope of 1 just what comes true."""
    chance = np.random.default_rng(3)
    scores = chance.normal(0.3, 1.5, count)
    truth = chance.random(count) < 1 / (1 + np.exp(-scores))
    return 1 / (1 + np.exp(-slope * scores)), truth, np.arange(count) // 20


def test_honest_probabilities_have_no_error() -> None:
    probabilities, truth, _ = draws(1.0)
    assert calibration_error(probabilities, truth) < 0.02


@pytest.mark.parametrize("slope", [0.3, 3.0])
@pytest.mark.parametrize("isotonic", [False, True])
def test_too_much_or_too_little_promised_is_put_right(slope: float, isotonic: bool) -> None:
    probabilities, truth, groups = draws(slope)
    before = calibration_error(probabilities, truth)
    after = calibration_error(recalibrated(probabilities, truth, groups, isotonic=isotonic), truth)
    assert before > 0.08
    assert after < 0.03


def test_the_error_is_the_distance_of_promise_and_outcome() -> None:
    truth = np.array([True, False, True, True])
    assert calibration_error(np.array([0.95, 0.95, 0.55, 0.55]), truth) == pytest.approx(0.45)


def test_every_find_is_in_one_bin() -> None:
    probabilities, truth, _ = draws(1.0)
    bins = bins_of(np.append(probabilities, 1.0), np.append(truth, True))
    assert sum(one.count for one in bins) == len(truth) + 1
    assert all(one.low <= one.expected <= one.high for one in bins)


def test_the_mark_stands_where_the_bar_should_end() -> None:
    (line,) = diagram(bins_of(np.array([0.5, 0.5]), np.array([True, False])))[1:]
    bar = line.split("  ")[-1].strip()
    assert bar == "#" * 15 + "|"
