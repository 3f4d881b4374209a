import Wire

extension Staff {
    /// Questions and the chat of those who teach.
    mutating func applyTalk(_ event: StaffEvent, _ stamp: EventStamp) {}
}
