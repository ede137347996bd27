"""The front door: pages, the two APIs, jobs, notices and the command line."""
