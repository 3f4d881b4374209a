#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int takhti_send(int socket, const void *bytes, unsigned long length)
{
    return send(socket, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT) < 0 ? errno : 0;
}

long takhti_receive(int socket, void *bytes, unsigned long limit, int *descriptor)
{
    struct iovec part = { bytes, limit };
    union { struct cmsghdr header; char space[CMSG_SPACE(sizeof(int))]; } control;
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control.space };
    *descriptor = -1;
    ssize_t length = recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (length < 0) return -errno;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
        memcpy(descriptor, CMSG_DATA(header), sizeof(int));
    return length;
}
