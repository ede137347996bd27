"""What the hub sends to people: who hears of what, in which words, by which way, and how far that is."""
