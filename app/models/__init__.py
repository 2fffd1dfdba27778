"""Models say what is stored and nothing else: SQLAlchemy mapped classes, one module a topic.

Typed ``Mapped[]`` columns, relationships and named constraints. No queries, no ``__init__``, no ``__eq__``. Keys are made in
Python, so that an undone row comes back as itself. (Qt item models are another thing: ``app/views/itemmodels``.)
"""
