"""Item models: what Qt's views ask for rows, columns and words; stored classes are another thing (``app/models``)."""
