"""From trades to one-minute bars, checked before they are published."""
