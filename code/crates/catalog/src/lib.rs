//! Reads the course from its folders; starts no process and opens no socket.
