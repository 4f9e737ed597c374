"""Users' trade amounts over three years: aggregated in the warehouse, checked, published for the services."""

from .cli import main

__all__ = ["main"]
