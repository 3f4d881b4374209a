import Journal

/// Opens one port of one machine for a while to whoever has it: a link that goes into the address of a page, where no cookie is sent.
struct MachineTicket: Equatable, Sendable {
    let room: RoomID
    /// As the room names it: the counter of its name.
    let machine: Int
    let port: Int
    /// Seconds since 1970 after which it opens nothing.
    let expires: Int64

    /// How long a link opens, in seconds.
    static let lifetime: Int64 = 12 * 3_600
    private static let tagByteCount = 16

    /// As it stands in an address: 22 bytes and the first half of their HMAC-SHA256.
    func text(_ key: [UInt8]) -> String {
        let bytes = payload
        return Base64URL.encode(bytes + HMAC.sha256(bytes, key: key).prefix(MachineTicket.tagByteCount))
    }

    /// nil for what this server did not sign, or too long ago.
    init?(_ text: Substring, _ key: [UInt8], at now: Int64) {
        guard text.utf8.count <= 64, let bytes = Base64URL.decode(text),
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
            room: RoomID(number(0..<8)), machine: Int(number(8..<12)), port: Int(number(12..<14)),
            expires: number(14..<22))
        guard expires > now else { return nil }
    }

    init(room: RoomID, machine: Int, port: Int, expires: Int64) {
        (self.room, self.machine, self.port, self.expires) = (room, machine, port, expires)
    }

    private static let payloadByteCount = 22

    private var payload: [UInt8] {
        func bytes(_ value: Int64, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
        }
        return bytes(room.rawValue, 8) + bytes(Int64(machine), 4) + bytes(Int64(port), 2) + bytes(expires, 8)
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
