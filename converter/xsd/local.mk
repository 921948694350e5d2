# Sources of the room xsd.
