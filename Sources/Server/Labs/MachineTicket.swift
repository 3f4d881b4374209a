import Journal
import Wire

/// Opens one port of one machine for one person, in an address where no cookie is sent: whoever has the link opens what that person may see.
///
/// It holds as long as the port stays open and the machine runs, for as long as the person is in the lesson and some minutes beyond, and ends with
/// that person's right.
struct MachineTicket: Equatable, Sendable {
    let room: RoomID
    /// As the room names it: the counter of its name.
    let machine: Int
    let port: Int
    let who: ParticipantHandle
    /// Counts the openings of ports: another when it was closed in between, or the machine was started anew.
    let opening: Int
    /// Seconds since 1970 when it was given out.
    let issued: Int64

    /// Seconds that it opens after it was given out, whoever is where…
    static let lifetime: Int64 = 900
    /// …and while its person is in the lesson.
    static let longestLifetime: Int64 = 12 * 3_600
    private static let tagByteCount = 16

    /// As it stands in an address: 20 bytes and the first half of their HMAC-SHA256, in 58 characters that fit into a host's name.
    func text(_ key: [UInt8]) -> String {
        let bytes = payload
        return Base32.encode(bytes + HMAC.sha256(bytes, key: key).prefix(MachineTicket.tagByteCount))
    }

    /// nil for what this server did not sign.
    init?(_ text: Substring, _ key: [UInt8]) {
        guard text.utf8.count <= 64, let bytes = Base32.decode(text),
            bytes.count == MachineTicket.payloadByteCount + MachineTicket.tagByteCount
        else { return nil }
        let payload = Array(bytes.prefix(MachineTicket.payloadByteCount))
        let tag = HMAC.sha256(payload, key: key).prefix(MachineTicket.tagByteCount)
        // Every byte is looked at, wherever the first difference is.
        guard zip(tag, bytes.suffix(MachineTicket.tagByteCount)).reduce(0, { $0 | ($1.0 ^ $1.1) }) == 0 else {
            return nil
        }
        func number(_ range: Range<Int>) -> Int64 { payload[range].reduce(0) { $0 << 8 | Int64($1) } }
        self.init(
            room: RoomID(number(0..<5)), machine: Int(number(5..<7)), port: Int(number(7..<9)),
            who: ParticipantHandle(Int(number(9..<12))), opening: Int(number(12..<16)), issued: number(16..<20))
    }

    init(room: RoomID, machine: Int, port: Int, who: ParticipantHandle, opening: Int, issued: Int64) {
        (self.room, self.machine, self.port) = (room, machine, port)
        (self.who, self.opening, self.issued) = (who, opening, issued)
    }

    /// Whether it is young enough.
    func isFresh(at now: Int64, isHere: Bool) -> Bool {
        now - issued < (isHere ? MachineTicket.longestLifetime : MachineTicket.lifetime)
    }

    private static let payloadByteCount = 20

    private var payload: [UInt8] {
        func bytes(_ value: Int64, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
        }
        return bytes(room.rawValue, 5) + bytes(Int64(machine), 2) + bytes(Int64(port), 2) + bytes(Int64(who.number), 3)
            + bytes(Int64(opening), 4) + bytes(issued, 4)
    }
}

/// Message authentication (RFC 2104).
enum HMAC {
    /// 32 bytes.
    static func sha256(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        let short = key.count > blockByteCount ? SHA256.digest(key) : key
        let block = short + [UInt8](repeating: 0, count: blockByteCount - short.count)
        let inner = SHA256.digest(block.map { $0 ^ 0x36 } + message)
        return SHA256.digest(block.map { $0 ^ 0x5C } + inner)
    }

    private static let blockByteCount = 64
}
