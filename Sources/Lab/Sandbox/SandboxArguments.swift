import CSandbox

/// The arguments of bwrap(1) for a machine, and the files of its `/etc`.
///
/// The root is an empty file system in memory that is read-only once it is made, with the system's programs bound into it read-only.
/// Only the home, `/tmp` and `/dev/shm` can be written to, and each has a size. Nothing else of the server's files is there.
struct SandboxArguments {
    /// The user's number inside; every machine has another one outside.
    static let userInside = 1_000
    /// Its name.
    static let userName = "student"
    /// Its home.
    static let home = "/home/student"
    /// Where programs are found. Nothing that a student can write to.
    static let path = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin:/usr/games"

    let template: MachineTemplate
    let network: SandboxOptions.Network

    /// Folders of programs and libraries.
    private static let systemFolders = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"]

    /// What programs look up in `/etc`, as it is on this system: no accounts, keys or settings of services.
    private static let sharedSettings = [
        "alternatives", "bash.bashrc", "bash_completion.d", "ca-certificates", "debian_version", "inputrc",
        "ld.so.cache",
        "ld.so.conf", "ld.so.conf.d", "locale.alias", "localtime", "lsb-release", "magic", "magic.mime", "mc",
        "mime.types", "nanorc", "os-release", "perl", "pki/tls/certs", "profile", "protocols", "python3",
        "python3.11", "python3.12", "python3.13", "rpc", "services", "shells", "ssl/certs", "ssl/openssl.cnf",
        "terminfo", "timezone", "vim", "xattr.conf",
    ]

    /// What `/etc` says of the machine itself.
    var ownSettings: [(path: String, text: String)] {
        let user = Self.userName
        let hosts = "127.0.0.1 localhost \(template.name)\n::1 localhost ip6-localhost ip6-loopback\n"
        return [
            ("/etc/passwd", "\(user):x:1000:1000:\(user):\(Self.home):/bin/bash\nnobody:x:65534:65534::/:/bin/false\n"),
            ("/etc/group", "\(user):x:1000:\nnogroup:x:65534:\n"),
            ("/etc/hostname", template.name + "\n"),
            ("/etc/hosts", hosts),
            ("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n"),
        ]
    }

    /// Bytes of the home, of `/tmp` and of `/dev/shm`, together `limits.disk`.
    var sizes: (home: Int, temporary: Int, shared: Int) {
        let whole = template.limits.disk * 1024
        return (whole / 4 * 3, whole / 16 * 3, whole / 16)
    }

    /// The program and its arguments. It finds the seccomp program, where to write and the files of `ownSettings` at the descriptors
    /// that the agent says.
    var arguments: [String] {
        var result = ["bwrap", "--unshare-all"]
        if network == .host { result.append("--share-net") }
        result += ["--die-with-parent", "--as-pid-1", "--hostname", template.name, "--cap-drop", "ALL"]
        result += ["--uid", "\(Self.userInside)", "--gid", "\(Self.userInside)"]
        for folder in Self.systemFolders { result += ["--ro-bind-try", folder, folder] }
        for name in Self.sharedSettings { result += ["--ro-bind-try", "/etc/" + name, "/etc/" + name] }
        if network == .host { result += ["--ro-bind-try", "/etc/resolv.conf", "/etc/resolv.conf"] }
        for (index, file) in ownSettings.enumerated() {
            result += ["--perms", "0444", "--file", "\(Int(TAKHTI_FILE_DESCRIPTOR) + index)", file.path]
        }
        let sizes = sizes
        result += ["--proc", "/proc", "--dev", "/dev"]
        result += ["--perms", "1777", "--size", "\(sizes.shared)", "--tmpfs", "/dev/shm", "--remount-ro", "/dev"]
        result += ["--perms", "1777", "--size", "\(sizes.temporary)", "--tmpfs", "/tmp"]
        result += ["--dir", "/run", "--perms", "0755", "--dir", "/var", "--symlink", "/tmp", "/var/tmp"]
        result += [
            "--perms", "0755", "--dir", "/home", "--perms", "0700", "--size", "\(sizes.home)", "--tmpfs", Self.home,
        ]
        result += ["--remount-ro", "/", "--chdir", Self.home]
        result += ["--seccomp", "\(TAKHTI_SECCOMP_DESCRIPTOR)", "--info-fd", "\(TAKHTI_INFO_DESCRIPTOR)"]
        return result + ["--", "/bin/bash", "--norc", "--noprofile", "-c", Self.holder]
    }

    /// The first process inside: it says that all stands and then waits, taking in processes whose parents are gone, until the agent
    /// ends, whose end of its input it never sees otherwise. Signals from inside do not reach it (pid_namespaces(7)).
    private static let holder =
        "trap '' HUP INT QUIT TERM; printf '\\nready\\n'; exec >/dev/null 2>&1; while read -r _; do :; done"

    /// The variables of programs inside.
    var environment: [String: String] {
        let usual = [
            "HOME": Self.home, "USER": Self.userName, "LOGNAME": Self.userName, "SHELL": "/bin/bash", "PATH": Self.path,
            "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8",
        ]
        return usual.merging(template.environment) { $1 }
    }
}
