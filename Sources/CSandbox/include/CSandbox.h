#ifndef TAKHTI_CSANDBOX_H
#define TAKHTI_CSANDBOX_H

/* The part of `Lab` that needs the kernel's own calls: a small process, the *agent*, that makes machines, runs programs in them and
   hands back terminals. It is the server's own program, started with a hidden first argument, and does nothing but this. */

/* The hidden first argument. */
#define TAKHTI_AGENT_ARGUMENT "__lab-agent"

/* The descriptor on which the agent finds its socket to the server. */
#define TAKHTI_AGENT_SOCKET 3

/* The descriptors that a launched sandbox program finds: the seccomp program, where to write what it knows, the first of its files. */
#define TAKHTI_SECCOMP_DESCRIPTOR 8
#define TAKHTI_INFO_DESCRIPTOR 9
#define TAKHTI_FILE_DESCRIPTOR 10

/* The most bytes of a request or of a reply. */
#define TAKHTI_PACKET_LIMIT 65536

/* Starts `program` as an agent, with an empty environment and no descriptor of this process but its socket.
   Gives the server's end of the socket (SOCK_SEQPACKET, closed on exec) and the agent's process id; 0 or an errno. */
int takhti_agent_start(const char *program, int *socket, int *process);

/* Waits for an agent whose socket was closed, so that none stays behind as a zombie. */
void takhti_agent_reap(int process);

/* Sends a packet; 0, or an errno (EAGAIN when the socket is full). */
int takhti_send(int socket, const void *bytes, unsigned long length);

/* Takes a packet of at most `limit` bytes and the descriptor that came with it, else -1. The packet's length, 0 at the end, or a negated
   errno. */
long takhti_receive(int socket, void *bytes, unsigned long limit, int *descriptor);

/* Writes the program that decides on system calls in a machine (seccomp(2)), for an architecture as `seccomp_data.arch` says it: lines of a
   `sock_filter`, 8 bytes each. Its length in bytes; 0 for an architecture it does not know, or without room for it. */
unsigned long takhti_seccomp_program(unsigned architecture, void *bytes, unsigned long limit);

/* Runs the agent until the server closes its end or dies; then ends the process and with it every machine. */
_Noreturn void takhti_agent_main(void);

#endif
