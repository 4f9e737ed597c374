"""Serves the platform's datasets over HTTP."""
