import EventLoop

/// Where this server may set limits for groups of processes: the hierarchies of control groups v1 (cgroups(7)), the one of v2, or none.
struct ControlGroups: Sendable {
    enum Controller: String, CaseIterable, Sendable { case memory, pids, cpu, cpuacct }

    enum Version: Equatable, Sendable {
        /// A folder for each controller, in each of which this server makes groups.
        case first([Controller: String])
        /// One folder.
        case second(String)
        case none
    }

    let version: Version

    init(_ version: Version) { self.version = version }

    /// The folder within this server's own group that holds those of its machines.
    static let folderName = "takhti-labs"
    /// The group into which a server moves itself, as v2 has no processes beside groups with controllers.
    static let serverName = "takhti-server"

    /// Finds what there is, and prepares it.
    /// - Parameters:
    ///   - root: Where control groups are mounted.
    ///   - membership: /proc/self/cgroup.
    static func find(root: String = "/sys/fs/cgroup", membership: String? = KernelFile.text("/proc/self/cgroup"))
        -> ControlGroups
    {
        let own = paths(membership ?? "")
        if let second = prepareSecond(root, own[""] ?? "/") { return ControlGroups(.second(second)) }
        var folders: [Controller: String] = [:]
        for controller in Controller.allCases {
            let folder = root + "/" + controller.rawValue
            for base in [joined(folder, own[controller.rawValue] ?? "/"), folder] where folders[controller] == nil {
                folders[controller] = makeFolder(base)
            }
        }
        return ControlGroups(folders.isEmpty ? .none : .first(folders))
    }

    /// Which limits a group can hold; others need another way.
    func holds(_ controller: Controller) -> Bool {
        switch version {
        case .first(let folders): folders[controller] != nil
        case .second: true
        case .none: false
        }
    }

    /// Each controller's path in a text of the form of /proc/self/cgroup; that of v2 has no name.
    static func paths(_ membership: String) -> [String: String] {
        var result: [String: String] = [:]
        for line in membership.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            for name in parts[1].split(separator: ",") { result[String(name)] = String(parts[2]) }
            if parts[1].isEmpty { result[""] = String(parts[2]) }
        }
        return result
    }

    private static func joined(_ folder: String, _ path: String) -> String { path == "/" ? folder : folder + path }

    private static func makeFolder(_ base: String) -> String? {
        guard File.isFolder(base), KernelFile.isWritable(base + "/cgroup.procs") else { return nil }
        let folder = base + "/" + folderName
        do throws(UVError) { try File.makeFolder(folder, mode: 0o755) } catch { return nil }
        return folder
    }

    private static let secondControllers = "+cpu +memory +pids"

    private static func prepareSecond(_ root: String, _ path: String) -> String? {
        var base = joined(root, path)
        if base.hasSuffix("/" + serverName) { base.removeLast(serverName.utf8.count + 1) }
        let offered = (KernelFile.text(base + "/cgroup.controllers") ?? "").split { $0 == " " || $0 == "\n" }
        guard ["cpu", "memory", "pids"].allSatisfy({ offered.contains(Substring($0)) }) else { return nil }
        guard enable(base) || moveServer(into: base) && enable(base), let folder = makeFolder(base) else { return nil }
        return enable(folder) ? folder : nil
    }

    private static func enable(_ folder: String) -> Bool {
        do throws(UVError) {
            try KernelFile.write(secondControllers, to: folder + "/cgroup.subtree_control")
            return true
        } catch { return false }
    }

    private static func moveServer(into base: String) -> Bool {
        let folder = base + "/" + serverName
        do throws(UVError) {
            try File.makeFolder(folder, mode: 0o755)
            try KernelFile.write("\(ProcessResources.processID)", to: folder + "/cgroup.procs")
            return true
        } catch { return false }
    }

    /// All folders with groups of machines.
    var folders: [String] {
        switch version {
        case .first(let folders): Set(folders.values).sorted()
        case .second(let folder): [folder]
        case .none: []
        }
    }

    /// Removes groups of servers that are gone; their processes are, too.
    func removeStale() {
        for folder in folders {
            for name in KernelFile.folders(in: folder) {
                guard let server = name.split(separator: "-").first.flatMap({ Int32($0) }),
                    !File.isFolder("/proc/\(server)")
                else { continue }
                _ = KernelFile.removeFolder("\(folder)/\(name)")
            }
        }
    }

    /// The group of a machine, whose folders are not made yet. Its name tells which server's it is.
    func group(label: String) -> ControlGroup {
        ControlGroup(version: version, name: "\(ProcessResources.processID)-\(label)")
    }
}
