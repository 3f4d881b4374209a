/// Reads the three forms of an HTTP date from left to right; each step is nil when the text is something else.
struct HTTPDateReader {
    private var rest: Substring.UTF8View

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let longWeekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    /// Seconds since 1970 of any of the three forms.
    static func seconds(_ text: String) -> Int? { fixdate(text) ?? rfc850(text) ?? asctime(text) }

    private init(_ text: String) { rest = text[...].utf8 }

    private static func fixdate(_ text: String) -> Int? {
        var reader = HTTPDateReader(text)
        guard reader.name(weekdays) != nil, reader.skip(", "), let day = reader.number(2), reader.skip(" "),
            let month = reader.name(HTTPDate.months), reader.skip(" "), let year = reader.number(4), reader.skip(" "),
            let time = reader.time(), reader.skip(" GMT"), reader.rest.isEmpty
        else { return nil }
        return moment(year, month + 1, day, time)
    }

    private static func rfc850(_ text: String) -> Int? {
        var reader = HTTPDateReader(text)
        guard reader.name(longWeekdays) != nil, reader.skip(", "), let day = reader.number(2), reader.skip("-"),
            let month = reader.name(HTTPDate.months), reader.skip("-"), let year = reader.number(2), reader.skip(" "),
            let time = reader.time(), reader.skip(" GMT"), reader.rest.isEmpty
        else { return nil }
        return moment(year < 70 ? 2000 + year : 1900 + year, month + 1, day, time)
    }

    private static func asctime(_ text: String) -> Int? {
        var reader = HTTPDateReader(text)
        guard reader.name(weekdays) != nil, reader.skip(" "), let month = reader.name(HTTPDate.months),
            reader.skip(" "), let day = reader.skip(" ") ? reader.number(1) : reader.number(2), reader.skip(" "),
            let time = reader.time(), reader.skip(" "), let year = reader.number(4), reader.rest.isEmpty
        else { return nil }
        return moment(year, month + 1, day, time)
    }

    /// Nil for a day that its month does not have, and before 1970.
    private static func moment(_ year: Int, _ month: Int, _ day: Int, _ time: Int) -> Int? {
        let first = HTTPDate.days(year: year, month: month, day: 1)
        let next = month < 12 ? HTTPDate.days(year: year, month: month + 1, day: 1) : first + 31
        guard year >= 1970, (1...next - first).contains(day) else { return nil }
        return (first + day - 1) * 86_400 + time
    }

    private mutating func skip(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }

    private mutating func name(_ names: [String]) -> Int? {
        guard let index = names.firstIndex(where: { rest.starts(with: $0.utf8) }) else { return nil }
        return skip(names[index]) ? index : nil
    }

    private mutating func number(_ width: Int) -> Int? {
        let digits = rest.prefix(width)
        guard digits.count == width, digits.allSatisfy(\.isDigit) else { return nil }
        rest = rest.dropFirst(width)
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Seconds since midnight; 60 as the second of a leap is let through.
    private mutating func time() -> Int? {
        guard let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60, skip(":"),
            let second = number(2), second <= 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }
}
