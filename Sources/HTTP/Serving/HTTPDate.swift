/// A moment in whole seconds, as HTTP writes it (RFC 9110 §5.6.7). Years 1970 to 9999.
public struct HTTPDate: Equatable, Comparable, Sendable {
    /// Seconds since 1970-01-01 00:00:00 UTC.
    public let seconds: Int

    private static let lastSecond = 253_402_300_799
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// The moment `seconds` after 1970 began, moved to the nearest that can be written.
    public init(seconds: Int) { self.seconds = min(max(0, seconds), HTTPDate.lastSecond) }

    /// Reads an IMF-fixdate, an RFC 850 date (its year is 1970 to 2069) or an asctime date; nil for anything else.
    public init?(_ text: String) {
        guard let seconds = HTTPDateReader.seconds(text) else { return nil }
        self.init(seconds: seconds)
    }

    /// An IMF-fixdate: `Sun, 06 Nov 1994 08:49:37 GMT`.
    public var text: String {
        let (days, time) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let (year, month, day) = HTTPDate.civil(days)
        let clock = [time / 3600, time / 60 % 60, time % 60].map { HTTPDate.padded($0, 2) }.joined(separator: ":")
        let date = "\(HTTPDate.padded(day, 2)) \(HTTPDate.months[month - 1]) \(HTTPDate.padded(year, 4))"
        return "\(HTTPDate.weekdays[days % 7]), \(date) \(clock) GMT"
    }

    /// As tables have it, in UTC: `1994-11-06 08:49:37`.
    public var sortableText: String {
        let (days, time) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let (year, month, day) = HTTPDate.civil(days)
        let clock = [time / 3600, time / 60 % 60, time % 60].map { HTTPDate.padded($0, 2) }.joined(separator: ":")
        return "\(HTTPDate.padded(year, 4))-\(HTTPDate.padded(month, 2))-\(HTTPDate.padded(day, 2)) \(clock)"
    }

    /// The earlier of two moments is less.
    public static func < (one: HTTPDate, other: HTTPDate) -> Bool { one.seconds < other.seconds }

    /// Days from 1970-01-01 to a date of the Gregorian calendar. Years begin in March here, so that a leap day is a
    /// year's last.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }

    /// The inverse of `days`, for days from 1970 on.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (era * 400 + yearOfEra + (month < 3 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: width - digits.count) + digits
    }
}
