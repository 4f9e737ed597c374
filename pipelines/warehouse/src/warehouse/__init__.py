"""What the repository says of its marts beyond what dbt does: where each column comes from, and whose it is."""
