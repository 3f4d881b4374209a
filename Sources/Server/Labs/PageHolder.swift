import Wire

/// Who asks for connections to pages inside machines, and may have so many: somebody, at an address. Names cost nothing, addresses do.
struct PageHolder: Hashable, Sendable {
    /// As `ClientAddress.network` says it.
    let network: String
    let who: ParticipantHandle
}

/// What each holder has of something, to tell whoever has most from whoever has least: first by the address, then by the person there.
struct PageHoldings: Equatable {
    private var networks: [String: Int] = [:]
    private var holders: [PageHolder: Int] = [:]

    init(_ all: [PageHolder]) {
        for holder in all {
            networks[holder.network, default: 0] += 1
            holders[holder, default: 0] += 1
        }
    }

    /// Whether one has less than another.
    func isLess(_ one: PageHolder, _ other: PageHolder) -> Bool { size(one) < size(other) }

    private func size(_ holder: PageHolder) -> (Int, Int) {
        (networks[holder.network, default: 0], holders[holder, default: 0])
    }
}
