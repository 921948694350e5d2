# Files of vocab/.
