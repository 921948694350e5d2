# Sources of the room table.
