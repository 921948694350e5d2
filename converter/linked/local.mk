# Sources of the room linked.
