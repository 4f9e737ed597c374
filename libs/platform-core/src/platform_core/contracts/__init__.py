"""One JSON file per dataset. This directory is also part of services that read the datasets (a link)."""
