/// A value of the schema that has an encoding of its own, with bounds already compared on both ways.
public protocol WireValue: Hashable, Sendable {
    /// Reads the value at the place where `reader` stands.
    init(_ bytes: Span<UInt8>, _ reader: inout ByteReader) throws(WireError)
    /// Writes the value at the end of `writer`.
    func write(_ writer: inout ByteWriter) throws(WireError)
}
