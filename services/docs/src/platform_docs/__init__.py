"""The documentation site of the platform, and what tells when a page is behind its code."""
