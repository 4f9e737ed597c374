"""What the environment says."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from .platform_core.settings import LogLevel


class Settings(BaseSettings):
    """Each is a variable: DATA_API_SERVING_URL, and so on."""

    model_config = SettingsConfigDict(env_prefix="DATA_API_")

    serving_url: str = "sqlite:///serving.db"
    cache_seconds: Annotated[float, Field(ge=0, le=3600)] = 30  # 0: every request asks the database
    cache_megabytes: Annotated[int, Field(ge=1, le=4096)] = 64  # of each process
    query_seconds: Annotated[int, Field(ge=1, le=300)] = 5  # PostgreSQL ends queries that take longer
    log_level: LogLevel = "INFO"
    log_format: Literal["json", "console"] = "json"
