"""The way in and out: files, logs, tables and stores."""
