# Unit programs of the room rdf.
