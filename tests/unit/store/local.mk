# Unit programs of the room store.
