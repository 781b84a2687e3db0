"""Room 4: what the coder found, kept for ever and asked again.

``schema`` derives Arrow columns from the records; ``duck`` keeps them in a DuckDB file, run by run.
"""

from dotterel.store.duck import Store
from dotterel.store.runs import Run
from dotterel.store.schema import records_from, schema, table

__all__ = ["Run", "Store", "records_from", "schema", "table"]
