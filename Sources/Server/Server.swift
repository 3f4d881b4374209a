// Where all meet.
