"""How fast the hub is: a graph of any size, made from one seed, and answers timed beside the bare driver."""
