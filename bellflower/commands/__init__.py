"""What the commands do, with their progress and their exit codes. Each is imported only when it runs."""
