"""The way to pandas, which is needed only here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def pandas() -> Any:
    """The module, or an error that says how to get it."""
    try:
        import pandas as module
    except ImportError as missing:
        raise ImportError("pandas: not installed (expected: pip install 'margrid[pandas]')") from missing
    return module


def frame(columns: Mapping[str, Any], index: Any) -> pd.DataFrame:
    """A table; columns are copied."""
    made: pd.DataFrame = pandas().DataFrame(dict(columns), index=index)
    return made
