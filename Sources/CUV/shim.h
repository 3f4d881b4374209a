#include <sys/socket.h>
#include <uv.h>

/* glibc declares it only under _GNU_SOURCE, which a module must not set for its importers. */
int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
