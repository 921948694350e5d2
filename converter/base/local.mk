# Sources of the room base.
