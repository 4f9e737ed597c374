"""What is answered. A test holds the rows against the contracts of their datasets."""

from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

Row = TypeVar("Row", bound=BaseModel)


class UserTradeAmounts(BaseModel):
    """Trade amounts of a user over the three years up to and with as_of."""

    as_of: date
    user_id: int
    country: str
    trades: int
    bought: float
    sold: float
    amount: float
    amount_1y: float
    amount_30d: float
    active_days: int
    first_trade: date
    last_trade: date
    rank: int


class SymbolTradeAmounts(BaseModel):
    """Trade amounts of a symbol over the three years up to and with as_of."""

    as_of: date
    symbol: str
    trades: int
    users: int
    amount: float
    amount_30d: float
    last_price: float


class Page(BaseModel, Generic[Row]):
    as_of: date
    total: int = Field(description="Rows that there are, of which `items` are `limit` after the first `offset`")
    limit: int
    offset: int
    items: list[Row]


class DatasetSummary(BaseModel):
    name: str
    description: str
    key: list[str]


class Dataset(DatasetSummary):
    contract: dict[str, Any] = Field(description="JSON Schema of a row")


class Health(BaseModel):
    status: str


class BadParameter(BaseModel):
    parameter: str
    message: str


class Problem(BaseModel):
    """RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[BadParameter] | None = None
