# Sources of the room publish.
