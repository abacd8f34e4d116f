"""Programs that are measured from outside, in a fresh process each."""
