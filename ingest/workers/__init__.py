"""Reading many papers in worker processes, each held to limits of time and memory."""
