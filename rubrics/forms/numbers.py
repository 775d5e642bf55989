"""Numbers as people write them: 1.5 or 1,5, shown without a nought behind the point."""

from __future__ import annotations

from typing import Any

from wtforms import FloatField, IntegerField


class NumberField(FloatField):
    """A number with a point or a comma."""

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else "" if self.data is None else f"{self.data:g}"

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The number, or the sentence that says what is wanted."""
        try:
            super().process_formdata([value.strip().replace(",", ".") for value in valuelist])
        except ValueError as error:
            raise ValueError("Write a number, such as 1 or 2.5.") from error


class WholeNumberField(IntegerField):
    """A whole number."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The number, or the sentence that says what is wanted."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Write a whole number.") from error
