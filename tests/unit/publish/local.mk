# Unit programs of the room publish.
