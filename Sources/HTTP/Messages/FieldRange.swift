/// Where one field line lies in the bytes of its section, as offsets. The value has no surrounding blanks.
struct FieldRange: Sendable {
    var nameStart: UInt32 = 0
    var nameEnd: UInt32 = 0
    var valueStart: UInt32 = 0
    var valueEnd: UInt32 = 0

    var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
    var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
    var nameCount: Int { Int(nameEnd &- nameStart) }
}
