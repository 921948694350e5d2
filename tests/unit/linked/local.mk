# Unit programs of the room linked.
