#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int takhti_agent_start(const char *program, int *ours, int *process)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return errno;
    /* The agent's end must not lie where it is to be found: dup2 of a descriptor onto itself would leave it closed on exec. */
    int theirs = fcntl(ends[1], F_DUPFD_CLOEXEC, 16);
    close(ends[1]);
    if (theirs < 0) {
        int error = errno;
        close(ends[0]);
        return error;
    }
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions, 0, 1);
    posix_spawn_file_actions_adddup2(&actions, theirs, TAKHTI_AGENT_SOCKET);
    posix_spawn_file_actions_addclosefrom_np(&actions, TAKHTI_AGENT_SOCKET + 1);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    char *arguments[] = { (char *)program, TAKHTI_AGENT_ARGUMENT, NULL };
    char *environment[] = { NULL };
    pid_t child;
    int error = posix_spawn(&child, program, &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    close(theirs);
    if (error != 0) {
        close(ends[0]);
        return error;
    }
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    *ours = ends[0];
    *process = child;
    return 0;
}

void takhti_agent_reap(int process)
{
    while (waitpid(process, NULL, 0) < 0 && errno == EINTR) { }
}
