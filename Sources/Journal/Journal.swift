// Append, read, snapshot.
