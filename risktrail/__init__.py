"""Risk registers read from monthly papers, and the questions asked of them."""
