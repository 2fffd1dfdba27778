"""The picture of the case: lanes by agency over time, painted, moved, told and exported."""
