"""Checks that the tests run a little of and a command runs at length; README.md here has what they found."""
