#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <termios.h>
#include <unistd.h>

/* The namespaces of a sandbox, its user namespace apart. */
#define NAMESPACES (CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP)

static void say_started(const struct request *request, pid_t process)
{
    char text[16];
    snprintf(text, sizeof text, "%d", process);
    reply("started", request->id, text, -1);
}

/* --- standard streams ------------------------------------------------------------------------------------------------------------ */

static void use_as_standard(const char *id, int input, int output, int errors)
{
    if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0) give_up(id, "standard streams");
}

/* A terminal of this mount namespace's own devpts, controlled by this session; its other end goes to the server. */
static void make_terminal(const struct request *request)
{
    const char *id = request->id;
    int unlock = 0;
    struct winsize size = { .ws_row = request->rows, .ws_col = request->columns };
    struct termios settings;
    int master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master < 0 || ioctl(master, TIOCSPTLCK, &unlock) != 0) give_up(id, "a terminal");
    int slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (slave < 0 || ioctl(slave, TIOCSWINSZ, &size) != 0 || tcgetattr(slave, &settings) != 0) give_up(id, "a terminal");
    settings.c_iflag |= IUTF8;
    settings.c_cc[VERASE] = 0x7F;
    tcsetattr(slave, TCSANOW, &settings);
    if (ioctl(slave, TIOCSCTTY, 0) != 0) give_up(id, "a controlling terminal");
    use_as_standard(id, slave, slave, slave);
    reply("opened", id, "", master);
}

static void make_socket(const struct request *request)
{
    int ends[2], nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) give_up(request->id, "a socket");
    use_as_standard(request->id, ends[0], ends[0], nowhere);
    reply("opened", request->id, "", ends[1]);
}

static void make_nothing(const struct request *request)
{
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere < 0) give_up(request->id, "/dev/null");
    use_as_standard(request->id, nowhere, nowhere, nowhere);
}

static _Noreturn void become_program(const struct request *request)
{
    switch (request->streams) {
    case STREAMS_TERMINAL: make_terminal(request); break;
    case STREAMS_SOCKET: make_socket(request); break;
    case STREAMS_NONE: make_nothing(request); break;
    }
    /* All others are closed by execve(2); until then this process is not dumpable, and so none of them can be reached from inside. */
    if (close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) != 0) give_up(request->id, "descriptors");
    if (request->folder != NULL && chdir(request->folder) != 0) give_up(request->id, request->folder);
    if (request->machine != NULL && !seccomp_install()) give_up(request->id, "seccomp");
    environ = (char **)request->variables;
    execvp(request->arguments[0], (char **)request->arguments);
    give_up(request->id, request->arguments[0]);
}

/* --- inside a machine ------------------------------------------------------------------------------------------------------------ */

static void drop_capabilities(const char *id)
{
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct none[2] = { { 0, 0, 0 }, { 0, 0, 0 } };
    for (int capability = 0; capability < 64; capability++)
        if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0 && errno != EINVAL) give_up(id, "dropping capabilities");
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    if (syscall(SYS_capset, &header, none) != 0) give_up(id, "dropping capabilities");
}

static void become_inside_user(const struct request *request, int machine)
{
    const char *id = request->id;
    if (setns(machine, CLONE_NEWUSER) != 0) give_up(id, "entering the machine");
    if (setresgid(request->user, request->user, request->user) != 0
        || setresuid(request->user, request->user, request->user) != 0)
        give_up(id, "becoming the machine's user");
    drop_capabilities(id);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* after setresuid(2), which clears it */
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) give_up(id, "giving up privileges");
}

/* Sends the program to be under limits, through files that were opened outside. */
static void take_limits(const struct request *request, const int *groups)
{
    for (size_t index = 0; index < request->group_count; index++)
        if (write(groups[index], "0", 1) != 1) give_up(request->id, "joining the control group of the machine");
    if (request->nice != 0) setpriority(PRIO_PROCESS, 0, request->nice);
    if (!set_resources(request)) give_up(request->id, "limits");
}

/* The helper enters the namespaces from outside and makes the program's process as the agent's own child, a process of the machine. It
   has told the process id, and is gone, before the program goes on. */
static _Noreturn void run_inside(const struct request *request, int machine)
{
    int groups[GROUP_LIMIT], gate[2];
    for (size_t index = 0; index < request->group_count; index++) {
        groups[index] = open(request->groups[index], O_WRONLY | O_CLOEXEC);
        if (groups[index] < 0) give_up(request->id, "opening the control group of the machine");
    }
    int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (setgroups(0, NULL) != 0 || setns(machine, NAMESPACES) != 0 || pipe2(gate, O_CLOEXEC) != 0)
        give_up(request->id, "entering the machine");
    if (score >= 0) dprintf(score, "%d", request->out_of_memory); /* inherited by the child */
    pid_t child = (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
    if (child < 0) give_up(request->id, "a process of the machine");
    if (child > 0) {
        say_started(request, child);
        _exit(0);
    }
    char nothing;
    close(gate[1]);
    while (read(gate[0], &nothing, 1) < 0 && errno == EINTR) { }
    setsid();
    take_limits(request, groups);
    become_inside_user(request, machine);
    become_program(request);
}

void run_child(const struct request *request, int machine)
{
    pid_t agent = getppid();
    reset_signals();
    if (machine >= 0) run_inside(request, machine);
    /* A program meant for a machine's user never runs as the server. */
    errno = EPERM;
    if (request->user != getuid()) give_up(request->id, "running beside the machines as another user");
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != agent) _exit(127);
    if (!set_resources(request)) give_up(request->id, "limits");
    say_started(request, getpid());
    become_program(request);
}

void connect_child(const struct request *request, int machine)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((unsigned short)request->port) };
    struct timeval limit = { .tv_sec = 5 };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (machine < 0 || setns(machine, CLONE_NEWNET) != 0) give_up(request->id, "entering the machine's network");
    int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connection < 0) give_up(request->id, "a socket");
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit); /* connect(2) keeps to it, too */
    if (connect(connection, (struct sockaddr *)&address, sizeof address) != 0) give_up(request->id, "connecting");
    limit.tv_sec = 0;
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    reply("opened", request->id, "", connection);
    _exit(0);
}
