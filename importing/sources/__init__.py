"""Where papers come from: files, zip archives and URLs, and how they are found."""
