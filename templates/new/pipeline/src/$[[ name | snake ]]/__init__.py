"""From orders to totals by day and product."""

from .pipeline import main, run

__all__ = ["main", "run"]
