"""Arrow and back, for every record class, with whatever values their types allow."""

from __future__ import annotations

import io
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dotterel.errors import StoreError
from dotterel.records import Article, Entity, Event, Rejected, Report, Size, Skipped, Speaker
from dotterel.store import records_from, schema, table
from dotterel.store.schema import INT64, signature

LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=12),
    int: st.integers(-INT64, INT64),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for all values that a type hint allows."""
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=2).map(tuple)
    if NoneType in get_args(hint):
        return st.none() | values(get_args(hint)[0])
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        make: Any = hint
        return st.builds(make, **{f.name: values(hints[f.name]) for f in fields(hint)})
    return st.sampled_from(hint) if issubclass(hint, StrEnum) else LEAVES[hint]


@pytest.mark.parametrize("record_type", [Report, Event, Article, Rejected, Skipped, Entity, Speaker])
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_records_come_back_as_they_were(record_type: Any, data: st.DataObject) -> None:
    records = data.draw(st.lists(values(record_type), max_size=3))
    made = table(records, record_type)
    assert made.schema == schema(record_type)
    made.validate(full=True)
    assert records_from(made, record_type) == records


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(records=st.lists(values(Event), min_size=1, max_size=3))
def test_records_come_back_from_parquet(records: list[Event]) -> None:
    file = io.BytesIO()
    pq.write_table(table(records, Event), file)
    assert records_from(pq.read_table(file), Event) == records


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(records=st.lists(values(Report), min_size=3, max_size=5))
def test_a_slice_of_a_table_gives_its_own_rows(records: list[Report]) -> None:
    assert records_from(table(records, Report).slice(1, 2), Report) == records[1:3]


def test_chunks_come_back_in_order() -> None:
    chunks = [table([Skipped(str(n), "read", "empty.")], Skipped) for n in range(3)]
    assert [item.origin for item in records_from(pa.concat_tables(chunks), Skipped)] == ["0", "1", "2"]


def test_types_follow_the_hints() -> None:
    found = schema(Report)
    assert found.names == [f.name for f in fields(Report)]
    assert found.field("id").type == pa.string()
    assert not found.field("id").nullable
    assert found.field("cameo").nullable
    assert found.field("status").type == pa.string()
    assert found.field("actor").type.value_field.type.field("antecedent").nullable
    assert found.field("size").type.field("dead").type == pa.struct(list(schema(Size)))


def test_half_a_surrogate_pair_keeps_the_offsets() -> None:
    article = Article("a", "x\ud83dy \U0001f600 z")
    (back,) = records_from(table([article], Article), Article)
    assert back.text == "x\ufffdy \U0001f600 z"
    assert len(back.text) == len(article.text)


def test_numbers_beyond_64_bits_become_the_largest() -> None:
    entities = [Entity("many", 0, 4, count=10**40), Entity("none", 0, 4, count=-(10**40)), Entity("some", 0, 4)]
    assert [e.count for e in records_from(table(entities, Entity), Entity)] == [INT64, -INT64, None]


def test_a_table_of_something_else_is_refused_by_name() -> None:
    with pytest.raises(StoreError, match="no column 'antecedent'"):
        records_from(pa.table({"text": ["x"], "start": [0], "end": [1]}), Entity)


def test_columns_that_a_record_does_not_have_are_left_out() -> None:
    made = table([Skipped("x", "read", "empty.")], Skipped)
    assert records_from(made.append_column("run", pa.array(["r1"])), Skipped) == [Skipped("x", "read", "empty.")]


def test_the_signature_changes_with_any_column() -> None:
    @dataclass(frozen=True)
    class One:
        a: int

    @dataclass(frozen=True)
    class Two:
        a: int | None

    assert signature(One) == "a:int"
    assert signature(Two) == "a:int?"
    assert "antecedent:{start:int,end:int,text:str}?" in signature(Entity)
    assert "other_sectors:[str]" in signature(Entity)


def test_a_type_without_a_column_is_a_mistake_of_ours() -> None:
    @dataclass(frozen=True)
    class Odd:
        a: int | str

    with pytest.raises(TypeError, match="no single Arrow type"):
        schema(Odd)


def test_replacing_a_field_changes_one_column() -> None:
    entity = Entity("troops", 0, 6, code="KOS")
    one, other = table([entity], Entity), table([replace(entity, sector="MIL")], Entity)
    assert [name for name in one.column_names if one.column(name) != other.column(name)] == ["sector"]
