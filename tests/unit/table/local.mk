# Unit programs of the room table.
