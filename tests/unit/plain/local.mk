# Unit programs of the room plain.
