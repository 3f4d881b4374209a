import Wire

/// Checks of one room's machines that wait for their turn. Each step of a machine waits once; of a machine one runs at a time, and of the
/// room so many that others have turns, too. What somebody asked for goes first.
struct CheckQueue {
    struct Check: Hashable {
        let machine: ItemName
        let step: Int
    }

    /// Checks of one room that run at once.
    static let roomLimit = 8

    private var asked: [Check] = []
    private var due: [Check] = []
    private var running: [ItemName: Int] = [:]

    /// Whether nothing waits.
    var isEmpty: Bool { asked.isEmpty && due.isEmpty }

    /// Whether a step is to be looked at in this second: each once in `interval` seconds, a machine's steps one after the other, and those
    /// of machines side by side at different times.
    static func isDue(step: Int, of steps: Int, every interval: Int, machine number: Int, second: Int) -> Bool {
        (second + number + step * interval / max(1, steps)) % interval == 0
    }

    mutating func add(_ check: Check, isAsked: Bool) {
        if isAsked {
            due.removeAll { $0 == check }
            if !asked.contains(check) { asked.append(check) }
        } else if !asked.contains(check), !due.contains(check) {
            due.append(check)
        }
    }

    /// The next that may run; it runs until `ended(_:)`.
    mutating func take() -> Check? {
        guard running.count < CheckQueue.roomLimit else { return nil }
        guard let check = asked.first(where: isFree) ?? due.first(where: isFree) else { return nil }
        asked.removeAll { $0 == check }
        due.removeAll { $0 == check }
        running[check.machine] = check.step
        return check
    }

    private func isFree(_ check: Check) -> Bool { running[check.machine] == nil }

    mutating func ended(_ check: Check) { if running[check.machine] == check.step { running[check.machine] = nil } }

    /// A machine stops: what waits for it does so no more. What runs ends by itself.
    mutating func drop(_ machine: ItemName) {
        asked.removeAll { $0.machine == machine }
        due.removeAll { $0.machine == machine }
    }
}
