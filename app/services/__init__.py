"""Services are modules of plain functions by topic: use cases over the models.

Writing: ``def rename(uow, episode_id, title) -> None``; raises ``RuleBroken``; never commits. Reading: returns frozen rows.
No Qt, no text for the user, no bulk UPDATE or DELETE past the recorder.
"""
