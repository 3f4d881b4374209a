/// Somebody who keeps the house or some of its rooms.
public struct JournalAccount: Hashable, Sendable {
    /// Within this journal. Never used again.
    public var id: Int64
    /// What is typed to sign in. Unique in the journal.
    public var login: String
    /// As people see it.
    public var name: String
    /// Whether the house is theirs.
    public var isOwner: Bool
    /// What is kept of the password; empty: there is none.
    public var password: String
    /// Seconds since 1970.
    public var created: Int64

    /// Each field is described where it is declared. The journal gives the id.
    public init(id: Int64 = 0, login: String, name: String, isOwner: Bool, password: String, created: Int64) {
        (self.id, self.login, self.name, self.isOwner) = (id, login, name, isOwner)
        (self.password, self.created) = (password, created)
    }
}

/// A browser in which somebody is signed in, or a hall's display that was let in to a room.
public struct JournalSignIn: Hashable, Sendable {
    /// Within this journal. Never used again.
    public var id: Int64
    /// SHA-256 of the secret: 32 bytes. Unique in the journal.
    public var token: [UInt8]
    /// Whose; nil for a display.
    public var account: Int64?
    /// Where a display is let in.
    public var room: RoomID?
    /// Whether the owner's link made it.
    public var isByKey: Bool
    /// Seconds since 1970.
    public var created: Int64
    /// The same, of the last use, in steps.
    public var used: Int64
    /// What sort of device, in a few words for people.
    public var device: String

    /// Each field is described where it is declared. The journal gives the id.
    public init(
        id: Int64 = 0, token: [UInt8], account: Int64?, room: RoomID? = nil, isByKey: Bool = false, created: Int64,
        device: String
    ) {
        (self.id, self.token, self.account, self.room, self.isByKey) = (id, token, account, room, isByKey)
        (self.created, used, self.device) = (created, created, device)
    }
}

/// A link by which one person becomes a lecturer of the house.
public struct JournalInvitation: Hashable, Sendable {
    /// Within this journal. Never used again.
    public var id: Int64
    /// SHA-256 of the secret in the link: 32 bytes. Unique in the journal.
    public var token: [UInt8]
    /// For whom, as the owner wrote it.
    public var name: String
    /// Seconds since 1970.
    public var created: Int64

    /// Each field is described where it is declared. The journal gives the id.
    public init(id: Int64 = 0, token: [UInt8], name: String, created: Int64) {
        (self.id, self.token, self.name, self.created) = (id, token, name, created)
    }
}
