"""What a briefing shows: its definition, its words and its rows, whatever the format."""
