import Wire

/// A value that tests can make at random and compare across languages.
public protocol WireSample: WireValue {
    /// A random value within its limits, the same in both languages for the same draws.
    init(random seeded: inout Seeded)
    /// Writes the value's JSON form.
    func json(_ json: inout JSONText)
}

extension WireSample {
    /// The value's JSON form.
    public var json: [UInt8] {
        var json = JSONText()
        self.json(&json)
        return json.text
    }
}
