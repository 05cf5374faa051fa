"""The centimetre canvas: outline, zones kept free, grid and single points of one target area, drawn by hand on paper of centimetres."""
