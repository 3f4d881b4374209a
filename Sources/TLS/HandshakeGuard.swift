/// Watches a client's first messages for a length that OpenSSL would believe: it takes memory for all of a ClientHello
/// (up to 131 kB) when it has seen four bytes of it. Follows records (RFC 8446 §5.1) and the messages in them (§4).
struct HandshakeGuard {
    /// Bytes in a ClientHello. Browsers send 0.5 to 2 kB; OpenSSL has this much room from the start.
    static let helloLimit = 16_384

    private static let helloKind: UInt8 = 1
    private enum RecordKind { static let changeCipherSpec: UInt8 = 20, handshake: UInt8 = 22 }

    private var watches = true
    private var recordHeader: UInt64 = 0
    private var recordHeaderCount = 0
    private var recordRest = 0
    private var messageHeader: UInt32 = 0
    private var messageHeaderCount = 0
    private var messageRest = 0

    private var recordKind: UInt8 { UInt8(truncatingIfNeeded: recordHeader >> 32) }

    /// Follows the next bytes.
    /// - Parameter encrypts: whether bytes after a ChangeCipherSpec are encrypted, which is so in TLS 1.2; in 1.3 a
    ///   second hello may follow.
    /// - Returns: false when a hello is announced that is longer than `helloLimit`.
    mutating func allows(_ bytes: UnsafeRawBufferPointer, encryptsAfterChange encrypts: Bool) -> Bool {
        for byte in bytes where watches {
            guard recordRest > 0 else {
                beginRecord(byte, encrypts)
                continue
            }
            recordRest -= 1
            if recordKind == RecordKind.handshake, !allows(byte) { return false }
        }
        return true
    }

    private mutating func beginRecord(_ byte: UInt8, _ encrypts: Bool) {
        recordHeader = recordHeader << 8 & 0xFF_FFFF_FFFF | UInt64(byte)
        recordHeaderCount += 1
        guard recordHeaderCount == 5 else { return }
        recordHeaderCount = 0
        recordRest = Int(recordHeader & 0xFFFF)
        switch recordKind {
        case RecordKind.handshake: return
        case RecordKind.changeCipherSpec: watches = !encrypts
        default: watches = false
        }
    }

    private mutating func allows(_ byte: UInt8) -> Bool {
        guard messageRest == 0 else {
            messageRest -= 1
            return true
        }
        messageHeader = messageHeader << 8 | UInt32(byte)
        messageHeaderCount += 1
        guard messageHeaderCount == 4 else { return true }
        messageHeaderCount = 0
        messageRest = Int(messageHeader & 0xFF_FFFF)
        return messageHeader >> 24 != UInt32(Self.helloKind) || messageRest <= Self.helloLimit
    }
}
