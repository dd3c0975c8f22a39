"""What is kept between builds: annotations, what is known of articles, pages by key."""
