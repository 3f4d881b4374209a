/// One value of an enumeration.
struct EnumCase: Equatable {
    var name: String
    var number: Int
    var docs: [String]
    var line: Int
}
