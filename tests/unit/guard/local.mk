# Unit programs of the room guard.
