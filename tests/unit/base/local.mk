# Unit programs of the room base.
