"""An independent reference for "which projects does this change affect" (see README.md)."""
