"""The Arrow form of every record, read once from the type hints of ``records.py``.

A record class needs nothing written here: a new field is a new column, a new record a new table. Text stays text, a
whole number becomes int64, ``X | None`` a nullable column, ``tuple[X, ...]`` a list, and a record inside a record a
struct. Both directions go column by column, which is several times faster than row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import accumulate, chain, islice
from operator import attrgetter
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from dotterel.errors import StoreError

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")

INT64 = 2**63 - 1
_SURROGATE = re.compile("[\ud800-\udfff]")


@cache
def schema(record_type: type) -> pa.Schema:
    """Return the Arrow schema of a record class: a column for each field, in the order of the fields."""
    import pyarrow as pa

    return pa.schema(_fields(record_type))


def table(records: Iterable[Any], record_type: type) -> pa.Table:
    """Return the records as an Arrow table with the schema of ``record_type``.

    What Arrow cannot hold is brought to the nearest that it can: half of a surrogate pair becomes U+FFFD (which leaves
    all offsets as they were), and a number beyond 64 bits the largest one.
    """
    import pyarrow as pa

    rows = list(records)
    columns = [_array(list(map(attrgetter(name), rows)), hint) for name, hint in _hints(record_type).items()]
    return pa.Table.from_arrays(columns, schema=schema(record_type))


def records_from(rows: pa.Table | pa.RecordBatch, record_type: type[T]) -> list[T]:
    """Return the rows of an Arrow table as records; columns that the record does not have are left out."""
    kind: Any = record_type
    hints = _hints(kind)
    missing = [name for name in hints if name not in rows.schema.names]
    if missing:
        raise StoreError(f"The table has no column '{missing[0]}', so its rows are no {record_type.__name__} records.")
    columns = [_values(_whole(rows.column(name)), hint) for name, hint in hints.items()]
    return [record_type(*values) for values in zip(*columns, strict=True)]


def signature(record_type: Any) -> str:
    """Return the columns of a record class as one line of text, which changes whenever a column does."""
    return ",".join(f"{name}:{_signature(hint)}" for name, hint in _hints(record_type).items())


def _signature(hint: Any) -> str:
    kind = _bare(hint)
    if _item(kind):
        return f"[{_signature(_item(kind))}]"
    known = f"{{{signature(kind)}}}" if is_dataclass(kind) else kind.__name__
    return known if kind is hint else f"{known}?"


@cache
def _hints(record_type: Any) -> dict[str, Any]:
    hints = get_type_hints(record_type)
    return {f.name: hints[f.name] for f in fields(record_type)}


def _fields(record_type: Any) -> list[pa.Field]:
    return [_field(name, hint) for name, hint in _hints(record_type).items()]


def _field(name: str, hint: Any) -> pa.Field:
    import pyarrow as pa

    return pa.field(name, _arrow(_bare(hint)), nullable=_bare(hint) is not hint)


def _bare(hint: Any) -> Any:
    """Return a hint without its ``None``: ``str`` for ``str | None``."""
    if get_origin(hint) not in (Union, UnionType):
        return hint
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    if len(kinds) != 1:
        raise TypeError(f"{hint} has no single Arrow type")
    return kinds[0]


def _item(kind: Any) -> Any:
    """Return the type of what a ``tuple[X, ...]`` holds, or None for every other type."""
    return get_args(kind)[0] if get_origin(kind) is tuple else None


@cache
def _arrow(kind: Any) -> pa.DataType:
    import pyarrow as pa

    if _item(kind):
        return pa.list_(_field("item", _item(kind)))
    if is_dataclass(kind):
        return pa.struct(_fields(kind))
    if issubclass(kind, str):
        return pa.string()
    return {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[kind]


def _array(values: Sequence[Any], hint: Any) -> pa.Array:
    """Return the values of one field as an Arrow array.

    Where the record around it is missing the value is None, and a field that cannot be null holds a zero: no reader
    sees it, but Parquet insists on one.
    """
    kind = _bare(hint)
    if _item(kind):
        return _list_array(values, kind)
    if is_dataclass(kind):
        return _struct_array(values, kind, nullable=kind is not hint)
    array = _leaf_array(values, kind)
    if kind is hint and array.null_count:
        return array.fill_null("" if issubclass(kind, str) else kind())
    return array


def _list_array(values: Sequence[Any], kind: Any) -> pa.Array:
    import pyarrow as pa

    lists = [value or () for value in values]
    offsets = pa.array(accumulate(map(len, lists), initial=0), pa.int32())
    return pa.ListArray.from_arrays(offsets, _array(list(chain.from_iterable(lists)), _item(kind)), type=_arrow(kind))


def _struct_array(values: Sequence[Any], kind: Any, *, nullable: bool) -> pa.Array:
    import pyarrow as pa

    absent = [nullable and value is None for value in values]
    children = [
        _array([None if value is None else getattr(value, name) for value in values], hint)
        for name, hint in _hints(kind).items()
    ]
    return pa.StructArray.from_arrays(children, fields=_fields(kind), mask=pa.array(absent, pa.bool_()))


def _leaf_array(values: Sequence[Any], kind: Any) -> pa.Array:
    import pyarrow as pa

    try:
        return pa.array(values, _arrow(kind))
    except (UnicodeEncodeError, OverflowError):
        return pa.array([_held(value) for value in values], _arrow(kind))


def _held(value: Any) -> Any:
    """Return text or a number as the nearest that Arrow can hold."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    return None if value is None else max(-INT64, min(INT64, value))


def _values(array: pa.Array, hint: Any) -> list[Any]:
    """Return an Arrow array as values of the type of the hint."""
    kind = _bare(hint)
    if _item(kind):
        flat = iter(_values(array.flatten(), _item(kind)))
        return [tuple(islice(flat, length or 0)) for length in array.value_lengths().to_pylist()]
    if is_dataclass(kind):
        return _struct_values(array, kind)
    if issubclass(kind, str) and kind is not str:
        return [kind(value) if value else None for value in array.to_pylist()]
    return array.to_pylist()  # type: ignore[no-any-return]


def _struct_values(array: pa.Array, kind: Any) -> list[Any]:
    children = [_values(array.field(name), hint) for name, hint in _hints(kind).items()]
    present = array.is_valid().to_pylist()
    rows = zip(present, zip(*children, strict=True), strict=True)
    return [kind(*values) if there else None for there, values in rows]


def _whole(column: Any) -> pa.Array:
    """Return a column in one piece, whether it comes from a table (in chunks) or from a batch."""
    return column.combine_chunks() if hasattr(column, "combine_chunks") else column
