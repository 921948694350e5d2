# Sources of the room rdf.
