# Unit programs of the room mapping.
