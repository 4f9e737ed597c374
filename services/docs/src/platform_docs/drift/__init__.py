"""Tells when a project's code changed and its page did not."""
