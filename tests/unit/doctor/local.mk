# Unit programs of the room doctor.
