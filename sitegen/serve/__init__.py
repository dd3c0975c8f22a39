"""Watch, rebuild, serve: the only home of watchdog and of sockets."""
