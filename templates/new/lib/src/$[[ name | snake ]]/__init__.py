"""$[[ description ]]."""
