# Sources of the room guard.
