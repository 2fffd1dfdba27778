"""Accounts side by side: what may be one event seen by several, and what the record says beside what people said."""
