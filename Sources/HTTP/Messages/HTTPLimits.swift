/// The limits that bytes from outside meet before anything is allocated for them. Made once and shared by all
/// connections: a reference costs each of them 8 bytes.
public final class HTTPLimits: Sendable {
    /// The longest request line in bytes, its line end included; longer is 414.
    public let requestLineByteLimit: Int
    /// The most bytes of all field lines of one message together, line ends included; more is 431.
    public let fieldByteLimit: Int
    /// The most field lines of one message; more is 431.
    public let fieldCountLimit: Int
    /// The longest body in bytes; longer is 413.
    public let bodyByteLimit: Int
    /// The most bytes of chunk extensions in one body.
    public let chunkExtensionByteLimit: Int
    /// The most bytes of the trailer section.
    public let trailerByteLimit: Int
    /// The most trailer fields.
    public let trailerCountLimit: Int
    /// The most bytes held unread. Half of it is where `wantsMoreInput` turns false, so one read may have up to the
    /// other half. At least twice what a head may have.
    public let bufferByteLimit: Int
    /// Milliseconds from a request's first byte to the end of its head. Not renewed by bytes that trickle in.
    public let headerTimeLimit: Int
    /// Milliseconds without a request on a kept-alive connection.
    public let idleTimeLimit: Int
    /// Milliseconds for each `bodyStepByteCount` bytes of a body: together they are the lowest rate.
    public let bodyTimeLimit: Int
    /// Bytes of body that renew `bodyTimeLimit`.
    public let bodyStepByteCount: Int

    /// Limits for a server on the open internet; the defaults suit browsers on long thin links.
    public init(
        requestLineByteLimit: Int = 8_192, fieldByteLimit: Int = 32_768, fieldCountLimit: Int = 100,
        bodyByteLimit: Int = 1_048_576, chunkExtensionByteLimit: Int = 1_024, trailerByteLimit: Int = 4_096,
        trailerCountLimit: Int = 16, bufferByteLimit: Int = 131_072, headerTimeLimit: Int = 15_000,
        idleTimeLimit: Int = 60_000, bodyTimeLimit: Int = 30_000, bodyStepByteCount: Int = 8_192
    ) {
        self.requestLineByteLimit = HTTPLimits.clamped(requestLineByteLimit)
        self.fieldByteLimit = HTTPLimits.clamped(fieldByteLimit)
        self.fieldCountLimit = fieldCountLimit
        self.bodyByteLimit = bodyByteLimit
        self.chunkExtensionByteLimit = chunkExtensionByteLimit
        self.trailerByteLimit = HTTPLimits.clamped(trailerByteLimit)
        self.trailerCountLimit = trailerCountLimit
        let head = self.requestLineByteLimit + self.fieldByteLimit + self.trailerByteLimit + 8
        self.bufferByteLimit = max(bufferByteLimit, 2 * head)
        self.headerTimeLimit = headerTimeLimit
        self.idleTimeLimit = idleTimeLimit
        self.bodyTimeLimit = bodyTimeLimit
        self.bodyStepByteCount = max(1, bodyStepByteCount)
    }

    /// Offsets within a head are 32 bits wide, so 16 MiB is the most that its parts may have.
    private static func clamped(_ limit: Int) -> Int { min(max(1, limit), 1 << 24) }

    /// The defaults.
    public static let standard = HTTPLimits()
}
