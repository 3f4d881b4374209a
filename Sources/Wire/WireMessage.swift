/// A value that travels or is stored alone: the whole payload of one WebSocket message, an upgrade's hello, a journal's
/// entry, or the joined slices of a snapshot.
public protocol WireMessage: WireValue {
    /// The most bytes that an encoding may have; more is refused unread (rule W1).
    static var byteLimit: Int { get }
}

extension WireMessage {
    /// Decodes a whole message. Total: any bytes give a value or an error that names the broken rule.
    public init(decoding bytes: Span<UInt8>) throws(WireError) {
        guard bytes.count <= Self.byteLimit else { throw .messageTooLong }
        var reader = ByteReader()
        self = try Self(bytes, &reader)
        try reader.finish(bytes)
    }

    /// Decodes a whole message.
    public init(decoding bytes: [UInt8]) throws(WireError) { try self.init(decoding: bytes.span) }

    /// The one encoding of this value (protocol/README.md §1: every value has exactly one).
    /// - Throws: the rule that the value breaks; nothing is written in part.
    public func encoded() throws(WireError) -> [UInt8] {
        var writer = ByteWriter()
        try write(&writer)
        guard writer.bytes.count <= Self.byteLimit else { throw .messageTooLong }
        return writer.bytes
    }
}
