/* The agent: one thread, no memory of its own but a table of machines. It waits for requests, for what starting sandboxes say, and for
   the ends of its children, which it tells the server by their process ids. All that takes time happens in children.

   When the server is gone, its socket ends, and so does the agent; its children, the sandboxes among them, then get SIGKILL by the
   kernel (PR_SET_PDEATHSIG: their parent is the only thread here), and with the first process of a sandbox all others in it. */
#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MACHINE_LIMIT = 256, ID_LIMIT = 32, WORDS_LIMIT = 2048 };

/* What a sandbox prints when its file system is made. */
static const char ready_word[] = "\nready\n";

struct machine {
    char id[ID_LIMIT];
    pid_t process;    /* of the sandbox program; 0: this place is free */
    int holder;       /* pidfd of the first process inside, or -1 */
    int output;       /* what the sandbox says while it starts, or -1 */
    int input;        /* kept open: its end would let the holder go */
    size_t word_count;
    char words[WORDS_LIMIT];
};

static struct machine machines[MACHINE_LIMIT];

void reply(const char *kind, const char *id, const char *text, int descriptor)
{
    char packet[WORDS_LIMIT + 128];
    int length = snprintf(packet, sizeof packet, "%s %s %s", kind, id, text);
    if (length >= (int)sizeof packet) length = sizeof packet - 1;
    struct iovec part = { packet, (size_t)length };
    union { struct cmsghdr header; char space[CMSG_SPACE(sizeof(int))]; } control;
    struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
    if (descriptor >= 0) {
        memset(&control, 0, sizeof control);
        message.msg_control = &control;
        message.msg_controllen = sizeof control.space;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
    }
    while (sendmsg(TAKHTI_AGENT_SOCKET, &message, MSG_NOSIGNAL) < 0 && errno == EINTR) { }
}

void give_up(const char *id, const char *step)
{
    char text[256];
    snprintf(text, sizeof text, "%s: %s", step, strerror(errno));
    reply("failed", id, text, -1);
    _exit(127);
}

void reset_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static struct machine *machine_named(const char *id)
{
    for (size_t index = 0; index < MACHINE_LIMIT; index++)
        if (machines[index].process != 0 && strcmp(machines[index].id, id) == 0) return &machines[index];
    return NULL;
}

static void close_if_open(int *descriptor)
{
    if (*descriptor >= 0) close(*descriptor);
    *descriptor = -1;
}

static void forget(struct machine *machine)
{
    machine->process = 0;
    close_if_open(&machine->holder);
    close_if_open(&machine->output);
    close_if_open(&machine->input);
}

/* --- requests ------------------------------------------------------------------------------------------------------------------ */

static void refuse(const struct request *request, const char *why) { reply("failed", request->id, why, -1); }

static void launch(const struct request *request)
{
    struct machine *place = NULL;
    for (size_t index = 0; index < MACHINE_LIMIT && place == NULL; index++)
        if (machines[index].process == 0) place = &machines[index];
    if (place == NULL || strlen(request->id) >= ID_LIMIT) return refuse(request, "too many machines");
    int input[2], output[2];
    if (pipe2(input, O_CLOEXEC) != 0) return refuse(request, strerror(errno));
    if (pipe2(output, O_CLOEXEC) != 0) {
        close(input[0]);
        close(input[1]);
        return refuse(request, strerror(errno));
    }
    pid_t child = fork();
    if (child == 0) launch_child(request, input[0], output[1]);
    int error = errno;
    close(input[0]);
    close(output[1]);
    if (child < 0) {
        close(input[1]);
        close(output[0]);
        return refuse(request, strerror(error));
    }
    memset(place, 0, sizeof *place);
    strcpy(place->id, request->id);
    place->process = child;
    place->holder = -1;
    place->input = input[1];
    place->output = output[0];
    fcntl(place->output, F_SETFL, O_NONBLOCK);
    char text[16];
    snprintf(text, sizeof text, "%d", child);
    reply("started", request->id, text, -1);
}

static void work_in_child(const struct request *request, void (*work)(const struct request *, int))
{
    int holder = -1;
    if (request->machine != NULL) {
        struct machine *machine = machine_named(request->machine);
        if (machine == NULL || machine->holder < 0) return refuse(request, "the machine is not running");
        holder = machine->holder;
    }
    pid_t child = fork();
    if (child == 0) work(request, holder);
    if (child < 0) refuse(request, strerror(errno));
}

static void kill_machine(const struct request *request)
{
    struct machine *machine = machine_named(request->id);
    if (machine == NULL) return;
    if (machine->holder >= 0) syscall(SYS_pidfd_send_signal, machine->holder, SIGKILL, NULL, 0);
    kill(machine->process, SIGKILL);
}

/* A child's id is its own until it was waited for, so none but ours gets the signal. Its whole session does. */
static void signal_child(const struct request *request)
{
    siginfo_t info;
    if (request->process <= 1 || waitid(P_PID, (id_t)request->process, &info, WEXITED | WNOHANG | WNOWAIT) != 0) return;
    kill(-request->process, request->signal);
    kill(request->process, request->signal);
}

/* A request's packet, and false when the server is gone. */
static bool take_request(void)
{
    static char packet[TAKHTI_PACKET_LIMIT];
    static struct request request;
    ssize_t length = recv(TAKHTI_AGENT_SOCKET, packet, sizeof packet, MSG_DONTWAIT);
    if (length < 0) return errno == EAGAIN || errno == EINTR;
    if (length == 0) return false;
    if (!request_parse(packet, (size_t)length, &request)) {
        if (request.id != NULL) refuse(&request, "the request is too long");
        return true;
    }
    switch (request.operation) {
    case LAUNCH: launch(&request); break;
    case RUN: work_in_child(&request, run_child); break;
    case CONNECT: work_in_child(&request, connect_child); break;
    case KILL: kill_machine(&request); break;
    case SIGNAL: signal_child(&request); break;
    }
    return true;
}

/* --- what sandboxes say ---------------------------------------------------------------------------------------------------------- */

/* The parent of a process, from proc(5) `stat`; 0 when there is none. */
static pid_t parent_of(pid_t process)
{
    char path[64], text[512];
    snprintf(path, sizeof path, "/proc/%d/stat", process);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    if (length <= 0) return 0;
    text[length] = 0;
    char *after = strrchr(text, ')');
    pid_t parent = 0;
    if (after == NULL || sscanf(after + 1, " %*c %d", &parent) != 1) return 0;
    return parent;
}

static void become_ready(struct machine *machine)
{
    static const char key[] = "\"child-pid\": ";
    char *found = strstr(machine->words, key);
    pid_t process = found == NULL ? 0 : atoi(found + sizeof key - 1);
    machine->holder = process <= 1 ? -1 : (int)syscall(SYS_pidfd_open, process, 0);
    if (machine->holder >= 0 && parent_of(process) != machine->process) close_if_open(&machine->holder);
    if (machine->holder < 0) return; /* it ended already, and that will be told */
    fcntl(machine->holder, F_SETFD, FD_CLOEXEC);
    char text[16];
    snprintf(text, sizeof text, "%d", process);
    reply("ready", machine->id, text, -1);
}

static void listen_to(struct machine *machine)
{
    size_t room = sizeof machine->words - 1 - machine->word_count;
    ssize_t length = read(machine->output, machine->words + machine->word_count, room);
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (length > 0) machine->word_count += (size_t)length;
    machine->words[machine->word_count] = 0;
    char *ready = strstr(machine->words, ready_word);
    if (ready != NULL && strstr(machine->words, "\"child-pid\": ") != NULL && strchr(machine->words, '}') != NULL)
        become_ready(machine);
    else if (length > 0 && (size_t)length < room)
        return;
    close_if_open(&machine->output);
}

/* --- ends of children ------------------------------------------------------------------------------------------------------------ */

static void child_ended(const siginfo_t *info)
{
    for (size_t index = 0; index < MACHINE_LIMIT; index++) {
        struct machine *machine = &machines[index];
        if (machine->process != info->si_pid) continue;
        if (machine->output >= 0) listen_to(machine);
        if (machine->holder < 0) reply("failed", machine->id, machine->words, -1);
        forget(machine);
    }
    char process[16], end[32];
    snprintf(process, sizeof process, "%d", info->si_pid);
    snprintf(end, sizeof end, "%s %d", info->si_code == CLD_EXITED ? "status" : "signal", info->si_status);
    reply("ended", process, end, -1);
}

/* Told before it is waited for: until then no other process can have the same id. */
static void take_ends(int signals)
{
    struct signalfd_siginfo ignored;
    while (read(signals, &ignored, sizeof ignored) > 0) { }
    for (;;) {
        siginfo_t info = { 0 };
        if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0) return;
        child_ended(&info);
        while (waitpid(info.si_pid, NULL, 0) < 0 && errno == EINTR) { }
    }
}

/* --- the loop -------------------------------------------------------------------------------------------------------------------- */

static int watch_children(void)
{
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, NULL);
    return signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
}

void takhti_agent_main(void)
{
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); /* nor are its children, until they have become other programs */
    prctl(PR_SET_NAME, "takhti-lab");
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); /* the first process of a sandbox that was killed is waited for here, not by init */
    signal(SIGPIPE, SIG_IGN);
    fcntl(TAKHTI_AGENT_SOCKET, F_SETFD, FD_CLOEXEC);
    int signals = watch_children();
    if (signals < 0) _exit(1);
    for (;;) {
        struct pollfd polls[2 + MACHINE_LIMIT] = { { TAKHTI_AGENT_SOCKET, POLLIN, 0 }, { signals, POLLIN, 0 } };
        struct machine *speakers[MACHINE_LIMIT];
        nfds_t count = 2;
        for (size_t index = 0; index < MACHINE_LIMIT; index++) {
            if (machines[index].process == 0 || machines[index].output < 0) continue;
            speakers[count - 2] = &machines[index];
            polls[count++] = (struct pollfd){ machines[index].output, POLLIN, 0 };
        }
        if (poll(polls, count, -1) < 0 && errno != EINTR) _exit(1);
        for (nfds_t index = 2; index < count; index++)
            if (polls[index].revents != 0) listen_to(speakers[index - 2]);
        if (polls[1].revents != 0) take_ends(signals);
        if (polls[0].revents != 0 && !take_request()) _exit(0);
    }
}
