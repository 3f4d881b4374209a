import Classroom
import EventLoop
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
    let totals = PageTotals()
    private let folder: String
    private let places: MachinePlaces
    /// Checks that run now: each is a process of a machine.
    let checks = Turns(limit: 16)

    /// Reads the templates in `labs` of a data folder. One that cannot be read is named in the log and to those who open labs. Blocks on the disk.
    /// - Parameters:
    ///   - machineLimit: machines that run at once, of all rooms.
    ///   - machineShare: hundredths of them that one room may have.
    init(folder: String, machineLimit: Int, machineShare: Int, logger: Logger) {
        self.folder = folder
        places = MachinePlaces(MachineShares(limit: machineLimit, share: machineShare))
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

    /// Where a machine's files are kept while it does not run.
    func folder(of machine: String) -> String { "\(folder)/machines/\(machine)" }
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
