# Files of include/.
