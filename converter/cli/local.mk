# Sources of the room cli.
