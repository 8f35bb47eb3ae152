"""Training of the readers of handwriting: crops composed from real strokes, networks, training, export, gate."""
