/* The system calls that a program in a machine is refused: a classic BPF program (seccomp(2)), written here so that it can be read. */
#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The calls by name, and their numbers on x86-64 and on aarch64 (asm/unistd_64.h, asm-generic/unistd.h), so that the program of either can
   be made, and tested, on any machine. */
struct call { int x86_64, aarch64; };

/* Refused whatever is asked: they change what the kernel or other processes are, or are roads into the kernel that lessons do not need.
   Most need a capability that no program here has; they are refused before the kernel looks. io_setup takes of what the whole system has
   65,536 of. */
#define REFUSED(CALL) \
    CALL(add_key, 248, 217) CALL(request_key, 249, 218) CALL(keyctl, 250, 219) CALL(bpf, 321, 280) \
    CALL(perf_event_open, 298, 241) CALL(userfaultfd, 323, 282) \
    CALL(mount, 165, 40) CALL(umount2, 166, 39) CALL(pivot_root, 155, 41) CALL(chroot, 161, 51) CALL(setns, 308, 268) \
    CALL(swapon, 167, 224) CALL(swapoff, 168, 225) CALL(reboot, 169, 142) \
    CALL(kexec_load, 246, 104) CALL(kexec_file_load, 320, 294) \
    CALL(init_module, 175, 105) CALL(finit_module, 313, 273) CALL(delete_module, 176, 106) \
    CALL(acct, 163, 89) CALL(quotactl, 179, 60) CALL(syslog, 103, 116) \
    CALL(settimeofday, 164, 170) CALL(clock_settime, 227, 112) CALL(adjtimex, 159, 171) CALL(clock_adjtime, 305, 266) \
    CALL(vhangup, 153, 58) CALL(name_to_handle_at, 303, 264) CALL(open_by_handle_at, 304, 265) CALL(lookup_dcookie, 212, 18) \
    CALL(move_pages, 279, 239) CALL(migrate_pages, 256, 238) CALL(mbind, 237, 235) CALL(set_mempolicy, 238, 237) \
    CALL(fanotify_init, 300, 262) CALL(nfsservctl, 180, 42) CALL(io_setup, 206, 0)

/* The same, of kernels newer than some headers; their numbers are those of every architecture. */
static const int refused_lately[] = {
    428 /* open_tree */, 429 /* move_mount */, 430 /* fsopen */, 431 /* fsconfig */, 432 /* fsmount */, 433 /* fspick */,
    442 /* mount_setattr */, 443 /* quotactl_fd */, 450 /* set_mempolicy_home_node */, 467 /* open_tree_attr */,
};

/* The same, where they are on x86-64 only. */
#define REFUSED_ON_X86(CALL) \
    CALL(iopl, 172, -1) CALL(ioperm, 173, -1) CALL(modify_ldt, 154, -1) CALL(uselib, 134, -1) CALL(_sysctl, 156, -1) \
    CALL(create_module, 174, -1) CALL(ustat, 136, -1) CALL(sysfs, 139, -1)

/* Answered as if the kernel did not know them, and by the same number everywhere: programs then take the older call, whose arguments can be
   looked at. */
static const int unknown[] = {
    425 /* io_uring_setup */, 426 /* io_uring_enter */, 427 /* io_uring_register */, 435 /* clone3 */,
};

/* Allowed by what they are asked for. */
#define LOOKED_AT(CALL) CALL(clone, 56, 220) CALL(unshare, 272, 97) CALL(ioctl, 16, 29) CALL(socket, 41, 198)
enum { LOOK_CLONE, LOOK_UNSHARE, LOOK_IOCTL, LOOK_SOCKET };

#define NUMBERS(name, x86_64, aarch64) { x86_64, aarch64 },
static const struct call refused[] = { REFUSED(NUMBERS) REFUSED_ON_X86(NUMBERS) };
static const struct call looked_at[] = { LOOKED_AT(NUMBERS) };

/* Where the headers of this machine know the numbers, they agree. */
#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#define AGREES(name, x86_64, aarch64) _Static_assert(SYS_##name == (x86_64), #name);
REFUSED_ON_X86(AGREES)
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#define AGREES(name, x86_64, aarch64) _Static_assert(SYS_##name == (aarch64), #name);
#else
#define ARCHITECTURE 0
#define AGREES(name, x86_64, aarch64)
#endif
REFUSED(AGREES)
LOOKED_AT(AGREES)

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

static bool build(struct program *program, unsigned architecture)
{
    bool is_x86 = architecture == AUDIT_ARCH_X86_64;
    if (!is_x86 && architecture != AUDIT_ARCH_AARCH64) return false;
    unsigned numbers[COUNT(looked_at)];
    for (size_t index = 0; index < COUNT(looked_at); index++)
        numbers[index] = (unsigned)(is_x86 ? looked_at[index].x86_64 : looked_at[index].aarch64);
    program->count = 0;
    load(program, FIELD(arch));
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0));
    end(program, SECCOMP_RET_KILL_PROCESS);
    load(program, FIELD(nr));
    if (is_x86) {
        add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1)); /* x32 has other numbers */
        end(program, REFUSE(ENOSYS));
    }
    for (size_t index = 0; index < COUNT(refused); index++) {
        int number = is_x86 ? refused[index].x86_64 : refused[index].aarch64;
        if (number >= 0) end_if(program, (unsigned)number, REFUSE(EPERM));
    }
    for (size_t index = 0; index < COUNT(refused_lately); index++)
        end_if(program, (unsigned)refused_lately[index], REFUSE(EPERM));
    for (size_t index = 0; index < COUNT(unknown); index++) end_if(program, (unsigned)unknown[index], REFUSE(ENOSYS));
    check_flags(program, numbers[LOOK_CLONE]);
    check_flags(program, numbers[LOOK_UNSHARE]);
    /* The kernel looks at the low 32 bits of a request only, and so must this. */
    skip_unless(program, numbers[LOOK_IOCTL], 2 + 2 * COUNT(terminal_requests));
    load(program, FIELD(args[1]));
    for (size_t index = 0; index < COUNT(terminal_requests); index++)
        end_if(program, terminal_requests[index], REFUSE(EPERM));
    end(program, SECCOMP_RET_ALLOW);
    skip_unless(program, numbers[LOOK_SOCKET], 2 + 2 * COUNT(families));
    load(program, FIELD(args[0]));
    for (size_t index = 0; index < COUNT(families); index++) end_if(program, families[index], SECCOMP_RET_ALLOW);
    end(program, REFUSE(EAFNOSUPPORT));
    end(program, SECCOMP_RET_ALLOW);
    return true;
}

unsigned long takhti_seccomp_program(unsigned architecture, void *bytes, unsigned long limit)
{
    struct program program;
    if (!build(&program, architecture)) return 0;
    unsigned long length = program.count * sizeof program.lines[0];
    if (length > limit) return 0;
    memcpy(bytes, program.lines, length);
    return length;
}

bool seccomp_write(int descriptor)
{
    struct program program;
    errno = ENOTSUP;
    if (!build(&program, ARCHITECTURE)) return false;
    ssize_t length = (ssize_t)(program.count * sizeof program.lines[0]);
    return write(descriptor, program.lines, (size_t)length) == length && lseek(descriptor, 0, SEEK_SET) == 0;
}

bool seccomp_install(void)
{
    struct program program;
    errno = ENOTSUP;
    if (!build(&program, ARCHITECTURE)) return false;
    struct sock_fprog kernel = { program.count, program.lines };
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &kernel) == 0;
}
