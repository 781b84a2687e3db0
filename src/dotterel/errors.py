"""What can go wrong, as one tree.

DotterelError
├── SettingsError     dotterel.toml or an option is wrong              → exit 2
├── KnowledgeError    a data file is wrong; names file and line        → exit 2
├── ReadError         one input cannot be read                         → a Skipped row
├── ModelError        the language model cannot be loaded              → exit 2
├── StoreError        the database cannot be opened or written         → exit 3
└── ExportError       a table cannot be written as a file              → exit 3

Every message is one sentence that says what, where and what to do.
"""


class DotterelError(Exception):
    """The parent of every error that Dotterel raises on purpose."""


class SettingsError(DotterelError):
    """A setting or an option is wrong."""


class KnowledgeError(DotterelError):
    """A knowledge file is wrong; the message begins with ``file:line:``."""


class ReadError(DotterelError):
    """One input cannot be read."""


class ModelError(DotterelError):
    """The language model is unknown or cannot be loaded."""


class StoreError(DotterelError):
    """A store cannot be opened, is of another version, or cannot be written."""


class ExportError(DotterelError):
    """A table cannot be written to a file."""
