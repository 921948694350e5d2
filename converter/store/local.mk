# Sources of the room store.
