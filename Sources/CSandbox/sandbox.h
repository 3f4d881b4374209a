#ifndef TAKHTI_SANDBOX_H
#define TAKHTI_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "include/CSandbox.h"

/* What a request may name at most. */
enum { ARGUMENT_LIMIT = 512, VARIABLE_LIMIT = 128, GROUP_LIMIT = 8, RESOURCE_LIMIT = 8, FILE_LIMIT = 16 };

/* What the first letter of a request asks for. */
enum operation { LAUNCH = 'L', RUN = 'R', CONNECT = 'C', KILL = 'K', SIGNAL = 'S' };

/* How a program's standard streams are made. */
enum streams { STREAMS_NONE = 'n', STREAMS_TERMINAL = 't', STREAMS_SOCKET = 's' };

/* A request, taken apart; the strings lie in the packet. */
struct request {
    enum operation operation;
    const char *id;
    const char *machine; /* NULL: outside of every machine */
    const char *folder;
    enum streams streams;
    unsigned short rows, columns;
    int port, process, signal, out_of_memory, nice;
    uid_t user;
    char *arguments[ARGUMENT_LIMIT + 1];
    char *variables[VARIABLE_LIMIT + 1];
    const char *groups[GROUP_LIMIT];
    const char *files[FILE_LIMIT];
    struct { int kind; unsigned long limit; } resources[RESOURCE_LIMIT];
    size_t argument_count, variable_count, group_count, file_count, resource_count;
};

/* Takes a packet of NUL-terminated fields apart; false when it is not one. The last byte of `packet` is a NUL. */
bool request_parse(char *packet, size_t length, struct request *request);

/* Sends `kind id text` to the server, and a descriptor unless it is negative. */
void reply(const char *kind, const char *id, const char *text, int descriptor);

/* Says why a step failed, with errno, and ends this process. */
_Noreturn void give_up(const char *id, const char *step);

/* Undoes what the agent did to its signals, for a program to come. */
void reset_signals(void);

bool set_resources(const struct request *request);

/* In a new child of the agent: becomes the sandbox program. */
_Noreturn void launch_child(const struct request *request, int input, int output);

/* In a new child of the agent: runs a program in the machine that `machine` (a pidfd) holds, or outside when it is negative. */
_Noreturn void run_child(const struct request *request, int machine);

/* In a new child of the agent: connects to a port in the network of the machine. */
_Noreturn void connect_child(const struct request *request, int machine);

/* Writes the seccomp program, as the kernel and bwrap(1) take it, to a descriptor. False on an architecture it does not know. */
bool seccomp_write(int descriptor);

/* Puts the program over this process and all that it becomes. */
bool seccomp_install(void);

#endif
