"""Private servers that the demo and the tests bring up for themselves, on loopback, each in a folder of its own."""
