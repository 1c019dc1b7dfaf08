"""In which numbers the models compute: what was asked for, by its name too, else what suits the processor."""

from __future__ import annotations

import pytest

from quotes.parse import arithmetic
from quotes.parse.arithmetic import Arithmetic, native


@pytest.mark.parametrize("kind", [Arithmetic.FLOAT32, Arithmetic.BFLOAT16, Arithmetic.INT8])
def test_what_was_asked_for(kind: Arithmetic) -> None:
    assert native(kind) is kind
    assert native(kind.value) is kind  # type: ignore[arg-type]


@pytest.mark.parametrize("asked", [Arithmetic.AUTO, "auto"])
@pytest.mark.parametrize(
    ("instructions", "kind"),
    [
        ({"avx512f", "avx512_bf16"}, Arithmetic.BFLOAT16),
        ({"amx_bf16"}, Arithmetic.BFLOAT16),
        ({"avx2"}, Arithmetic.FLOAT32),
        (set(), Arithmetic.FLOAT32),
    ],
)
def test_what_suits_the_processor(
    asked: Arithmetic, instructions: set[str], kind: Arithmetic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arithmetic, "_instructions", lambda: instructions)
    assert native(asked) is kind


def test_no_such_numbers() -> None:
    with pytest.raises(ValueError, match="float8"):
        native("float8")  # type: ignore[arg-type]
