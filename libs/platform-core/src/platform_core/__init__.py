"""Settings, run metrics and dataset contracts of the data platform."""

from platform_core.contract import Column, Contract, load_contract
from platform_core.metrics import RunMetrics
from platform_core.settings import SettingsError, load_settings

__all__ = ["Column", "Contract", "RunMetrics", "SettingsError", "load_contract", "load_settings"]
