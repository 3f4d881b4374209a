/// What a fuzzing run saw. A run that ends at all has met no trap; broken invariants are listed in `failures`.
public struct FuzzReport: Equatable, Sendable, CustomStringConvertible {
    /// Inputs fed.
    public var iterations = 0
    /// Inputs taken to their end without an error.
    public var accepted = 0
    /// Inputs refused with a typed error.
    public var rejected = 0
    /// How often each rule was broken, where the target tells.
    public var refusals: [String: Int] = [:]
    /// Sum of the digests of all outcomes, where the target tells: two implementations that say the same have the same.
    public var digest: UInt32 = 0
    /// The most bytes a parser held at once.
    public var maxBufferedBytes = 0
    /// Broken invariants: what broke and the seed that shows it again. At most `failureLimit` are kept.
    public var failures: [String] = []

    /// How many failures are kept word for word.
    public static let failureLimit = 20

    /// An empty report.
    public init() {}

    /// Notes a broken invariant.
    public mutating func fail(_ what: String) {
        if failures.count < FuzzReport.failureLimit { failures.append(what) }
    }

    /// Adds what another run saw.
    public mutating func add(_ other: FuzzReport) {
        iterations += other.iterations
        accepted += other.accepted
        rejected += other.rejected
        refusals.merge(other.refusals, uniquingKeysWith: +)
        digest &+= other.digest
        maxBufferedBytes = max(maxBufferedBytes, other.maxBufferedBytes)
        for failure in other.failures { fail(failure) }
    }

    /// One line for a terminal.
    public var description: String {
        let counts = "\(iterations) inputs: \(accepted) accepted, \(rejected) rejected"
        let rules = refusals.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        let details = rules.isEmpty ? "" : " (\(rules)), digest \(digest)"
        return "\(counts)\(details), at most \(maxBufferedBytes) bytes buffered, \(failures.count) failures"
    }
}
