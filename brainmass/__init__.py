"""brainmass: whole-brain networks of neural mass models, on JAX."""
