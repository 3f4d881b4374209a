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
    private let numbers: MachineNumbers

    /// Reads the templates in `labs` of a data folder. One that cannot be read is named in the log and to those who open labs. Blocks on the disk.
    /// - Parameter machineLimit: machines that run at once, of all rooms.
    init(folder: String, machineLimit: Int, logger: Logger) {
        self.folder = folder
        numbers = MachineNumbers(limit: machineLimit)
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

    /// Room for one more machine; nil when as many run as may. To be given back.
    func takeNumber() -> Int? { numbers.take() }

    func giveBack(_ number: Int) { numbers.giveBack(number) }

    /// Where a machine's files are kept while it does not run.
    func folder(of machine: String) -> String { "\(folder)/machines/\(machine)" }
}

/// Small numbers for machines, each to one at a time over all loops: a machine's user follows from its number.
///
/// `@unchecked Sendable`: `free` is touched only under `lock`.
private final class MachineNumbers: @unchecked Sendable {
    private let lock = ThreadLock()
    private var free: [Int]

    init(limit: Int) { free = Array((0..<limit).reversed()) }

    func take() -> Int? { lock.withLock { free.popLast() } }

    func giveBack(_ number: Int) { lock.withLock { free.append(number) } }
}
