# Files of converter/po/.
