/// Follows one sender's numbers at one receiver. Messages of one sender come in order, so a gap is a loss.
struct DeliveryCount {
    private(set) var next: UInt64 = 0
    private(set) var lost: UInt64 = 0
    private(set) var duplicates: UInt64 = 0

    mutating func receive(_ number: UInt64) {
        if number < next {
            duplicates += 1
        } else {
            lost &+= number - next
            next = number &+ 1
        }
    }

    /// Counts as lost what was sent and never came.
    mutating func finish(sent: UInt64) { if sent > next { lost &+= sent - next } }
}
