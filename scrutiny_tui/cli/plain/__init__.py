"""The plain twin: a whole workshop as questions and answers, line by line, for a screen reader or a broken terminal."""
