"""What a site publishes as XML: feeds, and WordPress exports."""
