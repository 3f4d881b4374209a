/// What accounts, sign-ins and invitations may be, and for how long.
enum AccountLimits {
    /// Bytes of a request to `/api`.
    static let requestByteLimit = 4_096
    /// Characters of a new password, at least.
    static let passwordCharacterFloor = 10
    /// Bytes of what is typed to sign in.
    static let loginByteLimit = 64
    /// Accounts of a house.
    static let accountLimit = 1_000
    /// Rooms of one account.
    static let roomLimit = 1_000
    /// Browsers in which one account is signed in; a further one ends the one that was used longest ago.
    static let signInLimit = 32
    /// Displays let in to one room; a further one ends the one that was used longest ago.
    static let screenLimit = 16
    /// Invitations that wait to be answered.
    static let invitationLimit = 100

    /// Seconds that a sign-in lasts after its last use.
    static let signInLifetime: Int64 = 30 * 86_400
    /// Seconds that a sign-in lasts, however much it is used.
    static let signInLongest: Int64 = 180 * 86_400
    /// Seconds between two notes that a sign-in is used.
    static let renewalPause: Int64 = 86_400
    /// Seconds that an invitation waits.
    static let invitationLifetime: Int64 = 7 * 86_400

    /// Seconds that a display shows one code.
    static let screenCodeLifetime = 600
    /// Displays that show codes at once.
    static let waitingScreenLimit = 1_024
    /// The same, of one address.
    static let waitingScreenLimitPerAddress = 8

    /// Passwords that are compared at once; each takes 32 MiB.
    static let hashesAtOnceLimit = 4
    /// Wrong passwords for one account at once, whatever the address…
    static let guessBurst = 10
    /// …and milliseconds until one more may be tried.
    static let guessPause: UInt64 = 60_000
}
