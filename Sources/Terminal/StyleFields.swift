/// Which fields of a coded style are not plain.
struct StyleFields: OptionSet {
    let rawValue: UInt8

    static let foreground = StyleFields(rawValue: 1)
    static let background = StyleFields(rawValue: 2)
    static let underlineColor = StyleFields(rawValue: 4)
    static let underline = StyleFields(rawValue: 8)
    static let attributes = StyleFields(rawValue: 16)
    static let link = StyleFields(rawValue: 32)
}
