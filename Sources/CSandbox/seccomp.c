/* The system calls that a program in a machine is refused: a classic BPF program (seccomp(2)), written here so that it can be read. */
#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

/* Refused whatever is asked: they change what the kernel or other processes are, or are roads into the kernel that lessons do not need.
   Most need a capability that no program here has; they are refused before the kernel looks. */
static const int refused[] = {
    SYS_add_key, SYS_request_key, SYS_keyctl, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd,
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_setns, 442 /* mount_setattr */, 428 /* open_tree */, 429 /* move_mount */,
    430 /* fsopen */, 431 /* fsconfig */, 432 /* fsmount */, 433 /* fspick */, 467 /* open_tree_attr */,
    SYS_swapon, SYS_swapoff, SYS_reboot, SYS_kexec_load, SYS_kexec_file_load,
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_acct, SYS_quotactl, SYS_syslog, SYS_settimeofday, SYS_clock_settime,
    SYS_adjtimex, SYS_clock_adjtime, SYS_vhangup, SYS_name_to_handle_at, SYS_open_by_handle_at, SYS_lookup_dcookie,
    SYS_move_pages, SYS_migrate_pages, SYS_mbind, SYS_set_mempolicy, SYS_fanotify_init,
#if defined(__x86_64__)
    SYS_iopl, SYS_ioperm, SYS_modify_ldt, SYS_uselib, SYS_nfsservctl, SYS__sysctl, SYS_create_module, SYS_ustat, SYS_sysfs,
#endif
};

/* Answered as if the kernel did not know them: programs then take the older call, whose arguments can be looked at. */
static const int unknown[] = { 435 /* clone3 */, SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register };

/* Terminal requests that put bytes into the input of who is at it, that reach the console, or that change the line discipline. */
static const unsigned terminal_requests[] = { TIOCSTI, TIOCLINUX, TIOCSETD, TIOCCONS };

/* The families of sockets that there are inside; others (VSOCK, ALG, PACKET, BLUETOOTH, …) reach past the network namespace or are rare. */
static const unsigned families[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK };

#define NEW_NAMESPACES (CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP)

enum { PROGRAM_LIMIT = 256 };
struct program { struct sock_filter lines[PROGRAM_LIMIT]; unsigned short count; };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define FIELD(name) ((unsigned)offsetof(struct seccomp_data, name))
#define REFUSE(error) (SECCOMP_RET_ERRNO | (error))

static void add(struct program *program, struct sock_filter line) { program->lines[program->count++] = line; }

static void load(struct program *program, unsigned offset)
{
    add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset));
}

static void end(struct program *program, unsigned result)
{
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, result));
}

/* Ends with `result` if what was loaded equals `value`. */
static void end_if(struct program *program, unsigned value, unsigned result)
{
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
    end(program, result);
}

/* Skips the next `count` lines unless the call is `number`. */
static void skip_unless(struct program *program, unsigned number, unsigned count)
{
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, (unsigned char)count));
}

/* A call whose flags, in its first argument, must not ask for a new namespace. Ends the program. */
static void check_flags(struct program *program, unsigned number)
{
    skip_unless(program, number, 4);
    load(program, FIELD(args[0]));
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, NEW_NAMESPACES, 0, 1));
    end(program, REFUSE(EPERM));
    end(program, SECCOMP_RET_ALLOW);
}

static void build(struct program *program)
{
    program->count = 0;
    load(program, FIELD(arch));
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
    end(program, SECCOMP_RET_KILL_PROCESS);
    load(program, FIELD(nr));
#if defined(__x86_64__)
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1)); /* x32 has other numbers */
    end(program, REFUSE(ENOSYS));
#endif
    for (size_t index = 0; index < COUNT(refused); index++) end_if(program, (unsigned)refused[index], REFUSE(EPERM));
    for (size_t index = 0; index < COUNT(unknown); index++) end_if(program, (unsigned)unknown[index], REFUSE(ENOSYS));
    check_flags(program, SYS_clone);
    check_flags(program, SYS_unshare);
    /* The kernel looks at the low 32 bits of a request only, and so must this. */
    skip_unless(program, SYS_ioctl, 2 + 2 * COUNT(terminal_requests));
    load(program, FIELD(args[1]));
    for (size_t index = 0; index < COUNT(terminal_requests); index++)
        end_if(program, terminal_requests[index], REFUSE(EPERM));
    end(program, SECCOMP_RET_ALLOW);
    skip_unless(program, SYS_socket, 2 + 2 * COUNT(families));
    load(program, FIELD(args[0]));
    for (size_t index = 0; index < COUNT(families); index++) end_if(program, families[index], SECCOMP_RET_ALLOW);
    end(program, REFUSE(EAFNOSUPPORT));
    end(program, SECCOMP_RET_ALLOW);
}

bool seccomp_write(int descriptor)
{
    struct program program;
    build(&program);
    ssize_t length = (ssize_t)(program.count * sizeof program.lines[0]);
    return write(descriptor, program.lines, (size_t)length) == length && lseek(descriptor, 0, SEEK_SET) == 0;
}

bool seccomp_install(void)
{
    struct program program;
    build(&program);
    struct sock_fprog kernel = { program.count, program.lines };
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &kernel) == 0;
}

#else

bool seccomp_write(int descriptor) { (void)descriptor; errno = ENOTSUP; return false; }
bool seccomp_install(void) { errno = ENOTSUP; return false; }

#endif
