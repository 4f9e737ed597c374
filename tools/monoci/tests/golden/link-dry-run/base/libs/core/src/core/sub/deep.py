from core import __name__
