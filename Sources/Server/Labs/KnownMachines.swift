import Journal
import Sync

/// The machines of all lessons, as the journal has them. Blocks on the disk.
struct KnownMachines {
    private let journal: Journal
    private var rooms: [RoomID: Set<Int>?] = [:]

    init(_ journal: Journal) { self.journal = journal }

    /// Whether a room has a machine that its lecturer has not put away; true where the room cannot be read.
    mutating func has(_ machine: Int, in room: RoomID) -> Bool {
        let known = rooms[room] ?? machines(of: room)
        rooms[room] = known
        return known?.contains(machine) ?? true
    }

    private func machines(of id: RoomID) -> Set<Int>? {
        do {
            guard let room = try journal.room(id), let record = try journal.record(of: id) else { return [] }
            let folded = try RecoveredRoom(record, of: room).folded([.lab, .roster]).room
            let labs = folded.labs.values.filter { !$0.state.dissolved }
            return Set(labs.flatMap { $0.state.machines.map(\.name.counter) })
        } catch { return nil }
    }
}
