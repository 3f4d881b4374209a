import COpenSSL

/// The keys of session tickets, one store for all loops and contexts, so that a session begun on one loop resumes on
/// another, and after a certificate reload. The current key seals; it and its predecessor open.
///
/// Keys live in memory only: a restart costs every client one full handshake.
public final class TicketKeys: Sendable {
    /// Seconds between rotations. A ticket is good for at least one period and at most two; whoever steals a key can
    /// read no session older than that, nor any that used (EC)DHE, which is all of ours.
    public static let rotationPeriod: Int64 = 12 * 3_600

    private struct State: Sendable {
        var current: TicketKey
        var previous: TicketKey?
        var rotated: Int64
    }

    private let state: Locked<State>

    /// - Parameter now: seconds, of the same clock that `rotate(at:)` gets.
    /// - Throws: `.noRandomness`.
    public init(at now: Int64) throws(TLSError) {
        state = Locked(State(current: try TicketKey(), previous: nil, rotated: now))
    }

    /// When `rotate(at:)` has something to do next, in seconds.
    public var nextRotation: Int64 { state.withLock { $0.rotated + Self.rotationPeriod } }

    /// Makes a new current key when a period has passed. The old one opens for one more period, then it is wiped; one
    /// that should have been gone by now goes at once.
    /// - Returns: whether anything changed.
    /// - Throws: `.noRandomness`; the keys stay as they were.
    @discardableResult
    public func rotate(at now: Int64) throws(TLSError) -> Bool {
        let fresh = try TicketKey()
        return state.withLock { state in
            let age = now - state.rotated
            guard age >= Self.rotationPeriod else { return false }
            state.previous = age < 2 * Self.rotationPeriod ? state.current : nil
            state.current = fresh
            state.rotated = now
            return true
        }
    }

    /// OpenSSL's ticket callback: readies `cipher` and `mac`.
    /// - Returns: 1 ready, 2 ready but the ticket wants renewal, 0 unknown key (a full handshake follows), -1 failure.
    func prepare(
        name: UnsafeMutablePointer<UInt8>?, iv: UnsafeMutablePointer<UInt8>?, cipher: OpaquePointer?,
        mac: OpaquePointer?, encrypts: Bool
    ) -> Int32 {
        guard let name, let iv, let cipher, let mac else { return -1 }
        let (current, previous) = state.withLock { ($0.current, $0.previous) }
        if encrypts { return current.seal(name: name, iv: iv, cipher: cipher, mac: mac) ? 1 : -1 }
        if current.isNamed(name) { return current.open(iv: iv, cipher: cipher, mac: mac) ? 1 : -1 }
        guard let previous, previous.isNamed(name) else { return 0 }
        return previous.open(iv: iv, cipher: cipher, mac: mac) ? 2 : -1
    }
}
