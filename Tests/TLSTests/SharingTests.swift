import Testing

@testable import TLS

@Suite struct SharingTests {
    /// What several loops do at once: handshakes, resumptions, rotations and reloads on the same keys and contexts.
    @Test func loopsShareContextsAndKeys() async throws {
        let keys = try TicketKeys(at: 0)
        let holder = try TLSContextHolder(
            identity: SelfSigned.make(names: ["hall.example"], now: Hall.now).identity, ticketKeys: keys)
        let client = try TLSContext(clientTrusting: .insecure)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for loop in 0..<4 {
                group.addTask {
                    var ticket: [UInt8]?
                    for round in 0..<25 {
                        ticket = try Self.connect(client, holder.current, ticket)
                        if loop == 0 { try keys.rotate(at: Int64(round) * TicketKeys.rotationPeriod) }
                        if loop == 1 { try holder.reload() }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func connect(_ client: TLSContext, _ server: TLSContext, _ ticket: [UInt8]?) throws -> [UInt8]? {
        let link = Link(
            try TLSSession(client: client, host: "hall.example", resuming: ticket), try TLSSession(server: server))
        try link.handshake()
        try link.send([1])
        try link.settle()
        #expect(link.atServer == [1])
        return link.client.exportSession()
    }
}
