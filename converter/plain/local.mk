# Sources of the room plain.
