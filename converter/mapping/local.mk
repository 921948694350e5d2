# Sources of the room mapping.
