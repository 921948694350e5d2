# Unit programs of the room source.
