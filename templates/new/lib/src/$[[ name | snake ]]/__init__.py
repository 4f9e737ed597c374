"""What is named here is meant for others; every other module may change."""

from .dates import every_day

__all__ = ["every_day"]
