def test_it() -> None:
    pass
