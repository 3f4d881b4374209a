import CSandbox
import Glibc
import Testing

/// What the program that looks at system calls says of them, on the processors it knows: run by a small machine of its own here, so that
/// both are tried on either.
@Suite struct SystemCallTests {
    private enum Verdict: Equatable { case allowed, killed, refused(Int32), other(UInt32) }

    /// Of linux/audit.h.
    private static let x86: UInt32 = 0xC000_003E
    private static let arm: UInt32 = 0xC000_00B7
    private static let i386: UInt32 = 0x4000_0003

    /// Numbers of the kernel's tables: asm/unistd_64.h and asm-generic/unistd.h.
    private static let refused: [(name: String, x86: UInt32, arm: UInt32)] = [
        ("mount", 165, 40), ("umount2", 166, 39), ("pivot_root", 155, 41), ("chroot", 161, 51), ("setns", 308, 268),
        ("bpf", 321, 280), ("perf_event_open", 298, 241), ("keyctl", 250, 219), ("add_key", 248, 217),
        ("request_key", 249, 218), ("userfaultfd", 323, 282), ("init_module", 175, 105), ("finit_module", 313, 273),
        ("kexec_load", 246, 104), ("reboot", 169, 142), ("syslog", 103, 116), ("open_by_handle_at", 304, 265),
        ("name_to_handle_at", 303, 264), ("swapon", 167, 224), ("clock_settime", 227, 112), ("quotactl", 179, 60),
        ("acct", 163, 89), ("fanotify_init", 300, 262), ("mbind", 237, 235), ("move_pages", 279, 239),
        ("open_tree", 428, 428), ("move_mount", 429, 429), ("fsopen", 430, 430), ("mount_setattr", 442, 442),
        ("quotactl_fd", 443, 443), ("io_setup", 206, 0),
    ]
    /// What programs need.
    private static let allowed: [(name: String, x86: UInt32, arm: UInt32)] = [
        ("read", 0, 63), ("write", 1, 64), ("openat", 257, 56), ("close", 3, 57), ("mmap", 9, 222), ("execve", 59, 221),
        ("exit_group", 231, 94), ("wait4", 61, 260), ("kill", 62, 129), ("bind", 49, 200), ("connect", 42, 203),
        ("futex", 202, 98), ("clock_gettime", 228, 113), ("ptrace", 101, 117), ("prctl", 157, 167),
        ("getrandom", 318, 278), ("statx", 332, 291), ("faccessat2", 439, 439),
    ]

    private static let looked: [UInt32: (clone: UInt32, unshare: UInt32, ioctl: UInt32, socket: UInt32)] = [
        x86: (56, 272, 16, 41), arm: (220, 97, 29, 198),
    ]

    private func numbers(_ call: (name: String, x86: UInt32, arm: UInt32), _ architecture: UInt32) -> UInt32 {
        architecture == Self.x86 ? call.x86 : call.arm
    }

    @Test(arguments: [x86, arm]) func whatLessonsDoNotNeedIsRefused(architecture: UInt32) throws {
        for call in Self.refused {
            #expect(try verdict(architecture, numbers(call, architecture)) == .refused(EPERM), "\(call.name)")
        }
        // io_uring and clone3 are as if the kernel did not know them.
        for number in [425, 426, 427, 435] as [UInt32] {
            #expect(try verdict(architecture, number) == .refused(ENOSYS))
        }
        for call in Self.allowed {
            #expect(try verdict(architecture, numbers(call, architecture)) == .allowed, "\(call.name)")
        }
    }

    @Test(arguments: [x86, arm]) func namespacesAreAskedForInVain(architecture: UInt32) throws {
        let numbers = try #require(Self.looked[architecture])
        let flags: [UInt64] = [
            0x1000_0000, 0x0002_0000, 0x2000_0000, 0x4000_0000, 0x0800_0000, 0x0400_0000, 0x0200_0000,
        ]
        for number in [numbers.clone, numbers.unshare] {
            for flag in flags {
                #expect(try verdict(architecture, number, [flag | 17]) == .refused(EPERM))
                #expect(try verdict(architecture, number, [flag | 0x7_0000_0000]) == .refused(EPERM))
            }
        }
        // fork and threads, as the C library makes them.
        #expect(try verdict(architecture, numbers.clone, [0x0120_0011]) == .allowed)
        #expect(try verdict(architecture, numbers.clone, [0x003D_0F00]) == .allowed)
    }

    @Test(arguments: [x86, arm]) func nothingIsTypedIntoATerminal(architecture: UInt32) throws {
        let numbers = try #require(Self.looked[architecture])
        for request in [0x5412, 0x541C, 0x5423, 0x541D] as [UInt64] {
            #expect(try verdict(architecture, numbers.ioctl, [0, request]) == .refused(EPERM))
            #expect(try verdict(architecture, numbers.ioctl, [0, request | 0xABCD_0000_0000]) == .refused(EPERM))
        }
        for request in [0x5401, 0x5402, 0x5413, 0x5414, 0x540F] as [UInt64] {
            #expect(try verdict(architecture, numbers.ioctl, [0x5412, request]) == .allowed)
        }
    }

    @Test(arguments: [x86, arm]) func socketsAreThoseOfTheMachineItself(architecture: UInt32) throws {
        let numbers = try #require(Self.looked[architecture])
        for family in 0..<64 as Range<UInt64> {
            let expected: Verdict = [1, 2, 10, 16].contains(family) ? .allowed : .refused(EAFNOSUPPORT)
            #expect(try verdict(architecture, numbers.socket, [family]) == expected, "\(family)")
        }
    }

    @Test func otherProcessorsAreKilledAndX32Refused() throws {
        for number in [0, 1, 59, 165] as [UInt32] {
            #expect(try verdict(Self.x86, number, asked: Self.i386) == .killed)
            #expect(try verdict(Self.x86, number, asked: Self.arm) == .killed)
            #expect(try verdict(Self.arm, number, asked: 0x4000_0028) == .killed)
            #expect(try verdict(Self.x86, number | 0x4000_0000) == .refused(ENOSYS))
        }
        var bytes = [UInt8](repeating: 0, count: 4096)
        #expect(takhti_seccomp_program(Self.i386, &bytes, 4096) == 0)
        #expect(takhti_seccomp_program(Self.x86, &bytes, 8) == 0)
    }

    /// Whatever is asked, the program comes to an end, and never to one that is none.
    @Test(arguments: [x86, arm]) func everyCallHasAVerdict(architecture: UInt32) throws {
        var generator = Random(1)
        for number in 0..<600 as Range<UInt32> {
            let arguments = (0..<6).map { _ in UInt64.random(in: 0 ... .max, using: &generator) }
            switch try verdict(architecture, number, arguments) {
            case .allowed, .refused: break
            case .killed, .other: Issue.record("call \(number)")
            }
        }
    }

    // MARK: The machine

    private struct Unknown: Error { let line: Int }

    private func verdict(
        _ architecture: UInt32, _ number: UInt32, _ arguments: [UInt64] = [], asked: UInt32? = nil
    ) throws -> Verdict {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let length = Int(takhti_seccomp_program(architecture, &bytes, 4096))
        try #require(length > 0 && length % 8 == 0)
        // struct seccomp_data: nr, arch, instruction_pointer, args[6], little-endian.
        var words = [number, asked ?? architecture, 0, 0]
        for index in 0..<6 {
            let argument = index < arguments.count ? arguments[index] : 0
            words += [UInt32(truncatingIfNeeded: argument), UInt32(truncatingIfNeeded: argument >> 32)]
        }
        return try run(Array(bytes.prefix(length)), on: words)
    }

    /// The four kinds of lines that are used of BPF (linux/filter.h): load a word, jump, return.
    private func run(_ program: [UInt8], on words: [UInt32]) throws -> Verdict {
        var (line, value) = (0, UInt32(0))
        while line * 8 < program.count {
            let bytes = program[line * 8..<line * 8 + 8].map { UInt32($0) }
            let code = bytes[0] | bytes[1] << 8
            let operand = bytes[4] | bytes[5] << 8 | bytes[6] << 16 | bytes[7] << 24
            line += 1
            switch code {
            case 0x20: value = words[Int(operand) / 4]
            case 0x15: line += Int(value == operand ? bytes[2] : bytes[3])
            case 0x35: line += Int(value >= operand ? bytes[2] : bytes[3])
            case 0x45: line += Int(value & operand != 0 ? bytes[2] : bytes[3])
            case 0x06: return verdict(of: operand)
            default: throw Unknown(line: line - 1)
            }
        }
        throw Unknown(line: line)
    }

    private func verdict(of result: UInt32) -> Verdict {
        switch result & 0xFFFF_0000 {
        case 0x7FFF_0000: .allowed
        case 0x8000_0000: .killed
        case 0x0005_0000: .refused(Int32(result & 0xFFFF))
        default: .other(result)
        }
    }
}
