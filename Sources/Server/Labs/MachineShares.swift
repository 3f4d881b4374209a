/// Places for machines on one server, or for connections to pages in them, and what rooms have of them: no room takes all while others may
/// still need some.
///
/// A part of the places is a reserve. It is only for rooms that have few, half as many as the reserve at most; the others leave
/// it alone. So a room has its first ones whatever another one does, and one room at most `limit` less the reserve.
struct MachineShares {
    /// Why there is no place.
    enum Refusal: Error {
        /// All are taken.
        case serverFull
        /// Those that are left are for rooms with fewer machines.
        case roomFull
    }

    private var free: [Int]
    private let reserve: Int
    private var counts: [Int64: Int] = [:]

    /// - Parameters:
    ///   - limit: Places.
    ///   - share: Hundredths of them that one room may have: 100 for no reserve.
    init(limit: Int, share: Int) {
        free = Array((0..<limit).reversed())
        reserve = limit - limit * min(max(share, 0), 100) / 100
    }

    /// Takes the place of least number for a room.
    mutating func take(for room: Int64) throws(Refusal) -> Int {
        guard let number = free.last else { throw .serverFull }
        let count = counts[room, default: 0]
        guard count < (reserve + 1) / 2 || free.count > reserve else { throw .roomFull }
        free.removeLast()
        counts[room] = count + 1
        return number
    }

    mutating func giveBack(_ number: Int, of room: Int64) {
        free.append(number)
        let count = counts[room, default: 0] - 1
        counts[room] = count > 0 ? count : nil
    }
}
