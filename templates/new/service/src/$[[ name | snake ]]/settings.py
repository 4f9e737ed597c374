"""What the environment says."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Each is a variable: SERVICE_GREETING, and so on."""

    model_config = SettingsConfigDict(env_prefix="SERVICE_")

    greeting: str = "Hello"
