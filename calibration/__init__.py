"""What the scorecards say about the target level, the committee's decision and the packet."""
