import Wire

/// A kind of message, for tests that go through all of them.
public struct SampleKind: Sendable, CustomStringConvertible {
    /// Its name in the schema.
    public let name: String
    /// The most bytes of an encoding.
    public let byteLimit: Int
    /// A random value.
    public let random: @Sendable (inout Seeded) -> any WireMessage & WireSample
    /// The value that bytes stand for.
    /// - Throws: `WireError`.
    public let decode: @Sendable (Span<UInt8>) throws(WireError) -> any WireMessage & WireSample

    init<Message: WireMessage & WireSample>(_ name: String, _: Message.Type) {
        self.name = name
        byteLimit = Message.byteLimit
        random = { seeded in Message(random: &seeded) }
        decode = { (bytes) throws(WireError) in try Message(decoding: bytes) }
    }

    /// The kind called `name`.
    public static func named(_ name: String) -> SampleKind? { all.first { $0.name == name } }

    /// Its name in the schema.
    public var description: String { name }
}
