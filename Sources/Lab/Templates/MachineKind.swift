/// What a machine is.
public enum MachineKind: Sendable, Equatable {
    /// Programs of this server's system in namespaces of their own.
    case sandbox(SandboxOptions)
    /// Another server, entered through ssh(1).
    case ssh(SSHOptions)
    /// Whatever a command enters: a container, a serial line.
    case command(CommandOptions)
}

/// What a sandbox reaches outside of itself.
public struct SandboxOptions: Sendable, Equatable {
    /// Networks.
    public enum Network: String, Sendable, Equatable, CaseIterable {
        /// A loopback of its own and nothing else.
        case loopback
        /// The server's network with all that it reaches, the server's own ports on 127.0.0.1 among it.
        case host
    }

    /// The network.
    public var network: Network

    /// A sandbox on its own.
    public init(network: Network = .loopback) { self.network = network }
}

/// How another server is entered. Paths are of files on this server, from the template's folder; what they hold never leaves it.
public struct SSHOptions: Sendable, Equatable {
    /// Name or address.
    public var host: String
    /// Port.
    public var port: Int
    /// Whom to be there.
    public var user: String
    /// The private key's file, readable for this server only.
    public var key: String
    /// The file of the keys that the other server may show (sshd(8), SSH_KNOWN_HOSTS); no others are taken.
    public var knownHosts: String
    /// What to run there to make it as new.
    public var reset: [String]

    /// Options as given.
    public init(
        host: String, port: Int = 22, user: String, key: String, knownHosts: String, reset: [String] = []
    ) {
        (self.host, self.port, self.user) = (host, port, user)
        (self.key, self.knownHosts, self.reset) = (key, knownHosts, reset)
    }
}

/// Programs of this server that operate a machine. `{machine}` in an argument means the machine's own label, `{port}` a port.
public struct CommandOptions: Sendable, Equatable {
    /// Enters it: run in a terminal for who types.
    public var attach: [String]
    /// What stands before a program that is to run in it, for checks and files; empty: there are none.
    public var run: [String]
    /// Connects its standard streams to a port in it; empty: no previews.
    public var connect: [String]
    /// Starts it before `attach`; must end with status 0.
    public var start: [String]
    /// Stops it after `attach` ended.
    public var stop: [String]
    /// Makes it as new while it is stopped.
    public var reset: [String]

    /// Options as given.
    public init(
        attach: [String], run: [String] = [], connect: [String] = [], start: [String] = [], stop: [String] = [],
        reset: [String] = []
    ) {
        (self.attach, self.run, self.connect) = (attach, run, connect)
        (self.start, self.stop, self.reset) = (start, stop, reset)
    }
}
