import Classroom
import EventLoop
import Journal
import Lab
import Logging

/// What a house has for labs: kinds of machines, and numbers for those that run.
final class LabHouse: Sendable {
    /// Kinds of machines: the built-in one, and those of the data folder.
    let templates: [MachineTemplate]
    /// Those that cannot be used, and why.
    let broken: [(name: String, why: TemplateError)]
    /// Signs links to pages that are served inside machines; of this process alone: no machine outlives it.
    let ticketKey = randomBytes(32)
    /// What requests about machines may take.
    let totals: PageTotals
    /// What is kept of machines that do not run.
    let homes: KeptHomes
    /// Where ways into other servers end: of this server alone, as its users are; nil where it has none.
    let socketFolder: String?
    private let folder: String
    private let logger: Logger
    private let places: MachinePlaces
    /// Whose users machines have; why there are none.
    private let users: Result<UserRange, NoUsers>
    /// Checks that run now: each is a process of a machine.
    let checks = Turns(limit: 16)

    /// Reads the templates in `labs` of a data folder. One that cannot be read is named in the log and to those who open labs. Blocks on the disk.
    init(folder: String, _ settings: HouseSettings, totals: PageTotals = PageTotals(), logger: Logger) {
        (self.folder, self.totals, self.logger) = (folder, totals, logger)
        places = MachinePlaces(MachineShares(limit: settings.machineLimit, share: settings.machineShare))
        homes = KeptHomes(byteLimit: settings.homeSpace << 20, freeByteCount: settings.diskReserve << 20)
        users = Self.takeUsers(in: settings.runFolder, logger)
        socketFolder = Self.makeSocketFolder(in: settings.runFolder, of: users)
        let all = MachineTemplate.all(in: "\(folder)/labs")
        templates = all.compactMap { try? $0.1.get() }
        broken = all.compactMap { name, read in
            guard case .failure(let why) = read else { return nil }
            logger.error("a template of machines cannot be used", metadata: ["template": "\(name)", "why": "\(why)"])
            return (name, why)
        }
    }

    /// What rooms know of the templates.
    var known: [LabTemplate] {
        templates.map { LabTemplate(name: $0.name, title: $0.title, sheet: $0.sheet, steps: $0.checks.count) }
    }

    func template(_ name: String) -> MachineTemplate? { templates.first { $0.name == name } }

    /// A place for one more machine of a room. To be given back once nothing of the machine lives.
    func takePlace(for room: Int64) -> Result<Int, MachineShares.Refusal> { places.take(for: room) }

    func giveBack(_ number: Int, of room: Int64) { places.giveBack(number, of: room) }

    /// Where a machine is made: its user is nobody else's on this system.
    func place(_ number: Int, label: String) -> MachinePlace {
        let first = (try? users.get().first) ?? UserRange.base
        return MachinePlace(number: number, label: label, folder: folder(of: label), firstUser: first)
    }

    /// Why a machine of this kind cannot have a user; nil when it can, or needs none.
    func refusal(of kind: MachineKind) -> String? {
        switch (kind, users) {
        case (.sandbox, .failure(let none)): none.reason
        case (.sandbox, .success), (.ssh, _), (.command, _): nil
        }
    }

    private static func makeSocketFolder(in folder: String, of users: Result<UserRange, NoUsers>) -> String? {
        guard let users = try? users.get() else { return nil }
        let path = "\(folder)/pages-\(users.index)"
        guard (try? File.makeFolder(path, mode: 0o700)) != nil else { return nil }
        File.removeSockets(in: path)
        return path
    }

    private static func takeUsers(in folder: String, _ logger: Logger) -> Result<UserRange, NoUsers> {
        guard ProcessResources.userID == 0 else {
            return .failure(NoUsers(reason: "sandboxes need a server that runs as root: each has a user of its own"))
        }
        let users = lockUsers(in: folder)
        if case .failure(let none) = users { logger.error("no sandbox can run", metadata: ["why": "\(none.reason)"]) }
        return users
    }

    private static func lockUsers(in folder: String) -> Result<UserRange, NoUsers> {
        do throws(UVError) {
            guard let range = try UserRange.take(in: folder) else {
                return .failure(NoUsers(reason: "other servers on this system have all users that machines may have"))
            }
            return .success(range)
        } catch {
            return .failure(NoUsers(reason: "the users of machines cannot be locked in \(folder): \(error)"))
        }
    }

    // MARK: Folders

    /// Where a machine's files are kept while it does not run.
    func folder(of machine: String) -> String { "\(folder)/machines/\(machine)" }

    /// Removes a machine's folder; what cannot be removed is named in the log. Blocks on the disk.
    func removeFolder(of machine: String) {
        if homes.removeFolder(folder(of: machine)) { return }
        logger.error("a machine's folder cannot be removed", metadata: ["folder": "\(folder(of: machine))"])
    }

    /// At start, when no machine runs: looks at what is kept, and removes what servers that were killed left: homes that were not written to
    /// their end, and folders of machines that no lesson has any more. What has no machine's name, and links, are left alone. Blocks on the disk.
    /// - Parameter isKnown: Whether a room has a machine of this number, or might.
    func sweep(isKnown: (RoomID, Int) -> Bool) {
        for label in KernelFile.ownFolders(in: "\(folder)/machines").sorted() {
            let parts = label.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let room = Int64(parts[0]), let machine = Int(parts[1]),
                label == "\(room)-\(machine)"
            else { continue }
            homes.found(folder(of: label))
            guard !isKnown(RoomID(room), machine) else { continue }
            logger.notice("files of a machine that no lesson has are removed", metadata: ["machine": "\(label)"])
            removeFolder(of: label)
        }
    }
}

/// Why no machine can have a user of its own.
private struct NoUsers: Error {
    let reason: String
}

/// The places of all loops: a machine's user follows from its number.
///
/// `@unchecked Sendable`: `shares` is touched only under `lock`.
private final class MachinePlaces: @unchecked Sendable {
    private let lock = ThreadLock()
    private var shares: MachineShares

    init(_ shares: MachineShares) { self.shares = shares }

    func take(for room: Int64) -> Result<Int, MachineShares.Refusal> {
        lock.withLock {
            do throws(MachineShares.Refusal) { return .success(try shares.take(for: room)) } catch {
                return .failure(error)
            }
        }
    }

    func giveBack(_ number: Int, of room: Int64) { lock.withLock { shares.giveBack(number, of: room) } }
}

/// How many of a kind of work go on at once, on all loops.
///
/// `@unchecked Sendable`: `count` is touched only under `lock`.
final class Turns: @unchecked Sendable {
    private let lock = ThreadLock()
    private let limit: Int
    private var count = 0

    init(limit: Int) { self.limit = limit }

    /// Whether one more may begin; it has to end then.
    func begin() -> Bool {
        lock.withLock {
            guard count < limit else { return false }
            count += 1
            return true
        }
    }

    func end() { lock.withLock { count -= 1 } }
}
