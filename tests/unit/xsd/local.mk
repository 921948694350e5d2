# Unit programs of the room xsd.
