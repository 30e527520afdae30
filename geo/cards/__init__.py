"""What is known of a site, an event or an agreement, as HTML for the page and for files."""
