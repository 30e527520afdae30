"""What is known of one site, event, agreement or venue."""
