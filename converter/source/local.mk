# Sources of the room source.
