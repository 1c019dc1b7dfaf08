"""In which numbers the embedded models compute."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class Arithmetic(StrEnum):
    """Kinds of numbers; auto is the fastest that the processor has instructions for."""

    AUTO = "auto"
    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"
    INT8 = "int8"


def native(arithmetic: Arithmetic) -> Arithmetic:
    """The kind to compute in: what was asked for, or what suits this processor."""
    if arithmetic != Arithmetic.AUTO:
        return Arithmetic(arithmetic)  # callers from outside may give its name
    return Arithmetic.BFLOAT16 if {"avx512_bf16", "amx_bf16"} & _instructions() else Arithmetic.FLOAT32


def _instructions() -> set[str]:
    """The sets of instructions that Linux lists; none elsewhere, where float32 serves."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return set()
    return set(next((line for line in lines if line.startswith("flags")), "").split())
