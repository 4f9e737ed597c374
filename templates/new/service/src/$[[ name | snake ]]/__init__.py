"""An HTTP service. Nothing is imported here: metrics are set up before they are."""
