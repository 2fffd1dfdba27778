"""The skeleton chronology: a table that reads like a document, and the editor of one event beside it."""
