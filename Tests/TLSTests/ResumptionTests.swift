import COpenSSL
import Testing

@testable import TLS

@Suite struct ResumptionTests {
    /// A ticket earned from `hall`.
    private func ticket(_ hall: Hall, _ client: TLSContext) throws -> [UInt8] {
        let link = try hall.link(client)
        #expect(link.client.exportSession() == nil)
        try link.handshake()
        return try #require(link.client.exportSession())
    }

    private func isResumed(
        _ hall: Hall, _ client: TLSContext, _ ticket: [UInt8], server: TLSContext? = nil
    ) throws -> Bool {
        let link = try hall.link(client, resuming: ticket, server: server)
        try link.handshake()
        try link.send([1])
        try link.settle()
        #expect(link.atServer == [1] && link.server.isResumed == link.client.isResumed)
        return link.server.isResumed
    }

    @Test(arguments: TLSVersion.allCases)
    func aTicketOfOneContextResumesOnAnother(version: TLSVersion) throws {
        let hall = try Hall()
        let client = try hall.client(versions: version...version)
        let other = try TLSContext(serverWith: hall.certificate.identity, ticketKeys: hall.keys)
        #expect(try isResumed(hall, client, ticket(hall, client), server: other))
    }

    @Test(arguments: TLSVersion.allCases)
    func aTicketOutlivesOneRotationAndNotTwo(version: TLSVersion) throws {
        let hall = try Hall()
        let client = try hall.client(versions: version...version)
        let ticket = try ticket(hall, client)
        #expect(try hall.keys.rotate(at: TicketKeys.rotationPeriod))
        #expect(try isResumed(hall, client, ticket))
        #expect(try hall.keys.rotate(at: 2 * TicketKeys.rotationPeriod))
        #expect(try !isResumed(hall, client, ticket))
    }

    @Test(arguments: TLSVersion.allCases)
    func resumingUnderThePreviousKeyEarnsATicketOfTheCurrent(version: TLSVersion) throws {
        let hall = try Hall()
        let client = try hall.client(versions: version...version)
        let old = try ticket(hall, client)
        try hall.keys.rotate(at: TicketKeys.rotationPeriod)
        let link = try hall.link(client, resuming: old)
        try link.handshake()
        let renewed = try #require(link.client.exportSession())
        try hall.keys.rotate(at: 2 * TicketKeys.rotationPeriod)
        #expect(try isResumed(hall, client, renewed))
    }

    @Test func keysRotateOncePerPeriodAndALongSleepDropsBoth() throws {
        let hall = try Hall()
        let client = try hall.client()
        let old = try ticket(hall, client)
        #expect(hall.keys.nextRotation == TicketKeys.rotationPeriod)
        #expect(try !hall.keys.rotate(at: TicketKeys.rotationPeriod - 1))
        #expect(try hall.keys.rotate(at: 5 * TicketKeys.rotationPeriod))
        #expect(hall.keys.nextRotation == 6 * TicketKeys.rotationPeriod)
        #expect(try !isResumed(hall, client, old))
    }

    @Test(arguments: TLSVersion.allCases)
    func aTicketOfAnUnknownKeyMeansAFullHandshake(version: TLSVersion) throws {
        let hall = try Hall()
        let client = try hall.client(versions: version...version)
        let stranger = try TLSContext(serverWith: hall.certificate.identity, ticketKeys: TicketKeys(at: 0))
        #expect(try !isResumed(hall, client, ticket(hall, client), server: stranger))
    }

    @Test func anExportThatCannotBeReadMeansAFullHandshake() throws {
        let hall = try Hall()
        #expect(try !isResumed(hall, hall.client(), [0x30, 0x82, 1, 2, 3]))
        #expect(try !isResumed(hall, hall.client(), []))
    }

    @Test(arguments: TLSVersion.allCases)
    func theServerKeepsNoSessions(version: TLSVersion) throws {
        let hall = try Hall()
        let client = try hall.client(versions: version...version)
        for _ in 0..<3 { _ = try ticket(hall, client) }
        #expect(SSL_CTX_ctrl(hall.server.pointer, SSL_CTRL_SESS_NUMBER, 0, nil) == 0)
    }

    @Test func oneTicketOfAtMost300BytesIsSent() throws {
        let hall = try Hall()
        let link = try hall.link(hall.client(versions: .tls13 ... .tls13))
        try link.client.start(output: &link.toServer)
        try link.deliverToServer()
        try link.deliverToClient()
        #expect(link.toClient.isEmpty)
        try link.deliverToServer()  // the client's Finished; only tickets come back
        let first = 5 + Int(link.toClient[3]) << 8 + Int(link.toClient[4])
        #expect(first == link.toClient.count && link.toClient.count <= 300, "\(link.toClient.count) bytes")
    }

    @Test func earlyDataIsNotAllowed() throws {
        let hall = try Hall()
        let client = try hall.client(versions: .tls13 ... .tls13)
        _ = try ticket(hall, client)
        let link = try hall.link(client)
        try link.handshake()
        #expect(SSL_SESSION_get_max_early_data(SSL_get_session(link.client.ssl)) == 0)
    }
}
