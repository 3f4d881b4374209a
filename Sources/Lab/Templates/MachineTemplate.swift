/// How to make and operate machines of one kind. Its author is trusted: a lecturer's students type into such a machine, and never write
/// any of this.
public struct MachineTemplate: Sendable, Equatable {
    /// Small letters, digits and hyphens; the name of its folder.
    public var name: String
    /// For people.
    public var title: String
    /// What the machines are.
    public var kind: MachineKind
    /// What runs in the terminal; of a sandbox, and there when ssh enters (empty: the login shell).
    public var shell: [String]
    /// Variables of the programs in a sandbox besides the usual ones.
    public var environment: [String: String]
    /// Limits of a sandbox.
    public var limits: MachineLimits
    /// Ports inside that may be previewed.
    public var ports: [Int]
    /// Files of the template's folder (keys) and where they are put in a new sandbox's home (values).
    public var files: [String: String]
    /// The lab sheet in Markdown, as its author wrote it.
    public var sheet: String
    /// One program for each step; status 0 means it is done.
    public var checks: [[String]]
    /// Seconds between checks that nobody asked for; nil for none.
    public var checkInterval: Int?
    /// Seconds after which a machine that nobody uses may be stopped; nil for never.
    public var idleEnd: Int?
    /// Where its files are; nil for a built-in one.
    public var folder: String?

    /// A template with the usual limits.
    public init(
        name: String, title: String, kind: MachineKind, shell: [String] = [], environment: [String: String] = [:],
        limits: MachineLimits = .standard, ports: [Int] = [], files: [String: String] = [:], sheet: String = "",
        checks: [[String]] = [], checkInterval: Int? = nil, idleEnd: Int? = nil, folder: String? = nil
    ) {
        (self.name, self.title, self.kind, self.shell, self.environment) = (name, title, kind, shell, environment)
        (self.limits, self.ports, self.files, self.sheet) = (limits, ports, files, sheet)
        (self.checks, self.checkInterval, self.idleEnd, self.folder) = (checks, checkInterval, idleEnd, folder)
    }

    /// The one that is always there: bash in a sandbox.
    public static let sandbox = MachineTemplate(
        name: "sandbox", title: "Sandbox", kind: .sandbox(SandboxOptions()), shell: ["bash"],
        ports: [3000, 8000, 8080])

    /// Whether a text can name a template or label a machine.
    public static func isName(_ text: String) -> Bool {
        (1...TemplateLimits.nameByteLimit).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
            && text.utf8.first != 0x2D
    }

    /// Whether a text is a path from a folder downwards: no `..`, no `.`, nothing empty, no control characters.
    public static func isRelativePath(_ text: String) -> Bool {
        text.utf8.count <= 255 && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
            && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && $0 != "." && $0 != ".."
            }
    }
}
