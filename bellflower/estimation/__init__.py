"""What the claims imply beyond what they say."""
