# Sources of the room doctor.
