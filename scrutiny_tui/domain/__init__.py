"""What the program means: pure Python values and rules, standard library only."""
