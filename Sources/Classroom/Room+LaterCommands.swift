import Wire

/// Commands of later issues: nobody may give them yet.
extension Room {
    func decide(_ command: LabCommand) throws(Rejection) -> [TopicEvent] { throw .forbidden }
}
