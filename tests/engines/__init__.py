"""The engines that tests run on, each a real one: how they are started, emptied and stopped."""
