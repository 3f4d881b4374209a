#define _GNU_SOURCE
#include "sandbox.h"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Above all descriptors that the sandbox program is to find, so that moving one there overwrites no other. */
enum { ABOVE = 64 };

/* A file in memory with these bytes, to be read from its start. */
static int memory_file(const char *id, const char *text)
{
    int file = memfd_create("lab", MFD_CLOEXEC);
    if (file < 0) give_up(id, "memory for a file");
    size_t length = strlen(text);
    if (write(file, text, length) != (ssize_t)length || lseek(file, 0, SEEK_SET) != 0) give_up(id, "memory for a file");
    return file;
}

static int moved_up(const char *id, int descriptor)
{
    int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, ABOVE);
    if (moved < 0) give_up(id, "descriptors");
    close(descriptor);
    return moved;
}

static void join_groups(const struct request *request)
{
    for (size_t index = 0; index < request->group_count; index++) {
        int group = open(request->groups[index], O_WRONLY | O_CLOEXEC);
        if (group < 0 || write(group, "0", 1) != 1) give_up(request->id, "joining the control group of the machine");
        close(group);
    }
}

/* Whoever else needs memory or ends up out of it: not the first process of a machine, with which all of it would go. */
static void set_priorities(const struct request *request)
{
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file >= 0) {
        dprintf(file, "%d", request->out_of_memory);
        close(file);
    }
    if (request->nice != 0) setpriority(PRIO_PROCESS, 0, request->nice);
}

static void become_user(const struct request *request, pid_t agent)
{
    if (setgroups(0, NULL) != 0 || setresgid(request->user, request->user, request->user) != 0
        || setresuid(request->user, request->user, request->user) != 0)
        give_up(request->id, "becoming the machine's own user");
    /* After setresuid(2), which clears it. If the agent ended before, its children have another parent by now. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != agent) _exit(127);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) give_up(request->id, "giving up privileges");
}

void launch_child(const struct request *request, int input, int output)
{
    pid_t agent = getppid();
    const char *id = request->id;
    int files[FILE_LIMIT];
    reset_signals();
    setsid();
    join_groups(request);
    set_priorities(request);
    if (!set_resources(request)) give_up(id, "limits");
    int filter = memfd_create("seccomp", MFD_CLOEXEC);
    if (filter < 0 || !seccomp_write(filter)) give_up(id, "seccomp on this kind of processor");
    filter = moved_up(id, filter);
    input = moved_up(id, input);
    output = moved_up(id, output);
    for (size_t index = 0; index < request->file_count; index++)
        files[index] = moved_up(id, memory_file(id, request->files[index]));
    become_user(request, agent);
    close_range(TAKHTI_AGENT_SOCKET + 1, ABOVE - 1, 0);
    dup2(input, 0);
    dup2(output, 1);
    dup2(output, 2);
    dup2(output, TAKHTI_INFO_DESCRIPTOR);
    dup2(filter, TAKHTI_SECCOMP_DESCRIPTOR);
    for (size_t index = 0; index < request->file_count; index++) dup2(files[index], TAKHTI_FILE_DESCRIPTOR + (int)index);
    close_range(ABOVE, ~0U, CLOSE_RANGE_CLOEXEC);
    environ = (char **)request->variables;
    if (chdir("/") != 0) give_up(id, "changing to /");
    execvp(request->arguments[0], request->arguments);
    give_up(id, request->arguments[0]);
}
