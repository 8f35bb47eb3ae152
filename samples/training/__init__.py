"""Training of the readers of handwriting: crops from real strokes, networks, training, export, gate."""
