"""The serving database over HTTP. Nothing is imported here: metrics are set up before they are."""
