/// A room as the journal lists it.
public struct JournalRoom: Hashable, Sendable {
    /// Within this journal.
    public let id: RoomID
    /// What people type to come in. Unique in the journal.
    public var code: String
    /// As people see it: what the last `RoomWrite.name` said, or `makeRoom`.
    public var name: String
    /// Seconds since 1970.
    public let created: Int64
    /// The account whose it is; nil: the owner's.
    public var keeper: Int64?

    /// Each field is described where it is declared.
    public init(id: RoomID, code: String, name: String, created: Int64, keeper: Int64? = nil) {
        (self.id, self.code, self.name, self.created) = (id, code, name, created)
        self.keeper = keeper
    }
}
