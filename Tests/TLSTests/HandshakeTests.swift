import COpenSSL
import Testing

@testable import TLS

@Suite struct HandshakeTests {
    @Test(arguments: TLSVersion.allCases)
    func bothVersionsCarryBytesBothWays(version: TLSVersion) throws {
        let hall = try Hall()
        let link = try hall.link(hall.client(versions: version...version))
        try link.handshake()
        #expect(link.client.version == version && link.server.version == version)
        #expect(link.client.phase == .open && link.server.phase == .open)
        #expect(link.server.isHandshakeComplete && !link.server.isResumed)
        try link.send(Array("ping".utf8))
        try link.reply(Array("pong".utf8))
        try link.settle()
        #expect(link.atServer == Array("ping".utf8) && link.atClient == Array("pong".utf8))
    }

    @Test func theNewestVersionIsChosen() throws {
        let hall = try Hall()
        let link = try hall.link(hall.client())
        #expect(link.server.version == nil && link.server.cipherSuite == nil)
        try link.handshake()
        #expect(link.server.version == .tls13 && TLSVersion.tls12 < .tls13)
        #expect(link.server.cipherSuite == "TLS_AES_128_GCM_SHA256")
    }

    @Test func bytesSentWithTheLastFlightAreNotLost() throws {
        let hall = try Hall()
        let link = try hall.link(hall.client(versions: .tls13 ... .tls13))
        try link.client.start(output: &link.toServer)
        try link.deliverToServer()
        try link.deliverToClient()
        try link.send(Array("GET / HTTP/1.1".utf8))
        try link.deliverToServer()
        #expect(link.atServer == Array("GET / HTTP/1.1".utf8))
    }

    @Test func theHandshakeMayArriveByteByByte() throws {
        let hall = try Hall()
        let link = try hall.link(hall.client())
        try link.client.start(output: &link.toServer)
        while !link.toServer.isEmpty || !link.toClient.isEmpty {
            let (up, down) = (link.toServer, link.toClient)
            (link.toServer, link.toClient) = ([], [])
            for byte in up { try link.server.receive([byte].span, plaintext: &link.atServer, output: &link.toClient) }
            for byte in down { try link.client.receive([byte].span, plaintext: &link.atClient, output: &link.toServer) }
        }
        #expect(link.client.phase == .open && link.server.phase == .open)
    }

    @Test func http11IsAgreedByALPN() throws {
        let hall = try Hall()
        let link = try hall.link(hall.client(protocols: ApplicationProtocols(["h2", "http/1.1"])))
        try link.handshake()
        #expect(link.server.negotiatedProtocol == "http/1.1" && link.client.negotiatedProtocol == "http/1.1")
    }

    @Test func aClientWithoutALPNIsServed() throws {
        let hall = try Hall()
        let link = try hall.link(hall.client(protocols: .none))
        try link.handshake()
        #expect(link.server.phase == .open && link.server.negotiatedProtocol == nil)
    }

    @Test(arguments: TLSVersion.allCases)
    func aClientThatOffersOnlyOtherProtocolsIsRefusedWithTheAlert(version: TLSVersion) throws {
        let hall = try Hall()
        let link = try hall.link(
            hall.client(protocols: ApplicationProtocols(["h2", "http/1.1x", "http/1"]), versions: version...version))
        try link.client.start(output: &link.toServer)
        #expect(throws: TLSError.noApplicationProtocol) { try link.deliverToServer() }
        #expect(throws: TLSError.alertReceived(120)) { try link.deliverToClient() }
    }

    @Test(arguments: [UInt8(0), 1, 2])
    func versionsBelow12AreRefusedWithTheAlert(minor: UInt8) throws {
        let server = try TLSSession(server: Hall().server)
        var plaintext: [UInt8] = []
        var output: [UInt8] = []
        let hello = RawHello.bytes(version: [3, minor], suites: [[0xC0, 0x13], [0xC0, 0x14], [0x00, 0x2F]])
        #expect(throws: TLSError.unsupportedVersion) {
            try server.receive(hello.span, plaintext: &plaintext, output: &output)
        }
        #expect(output.first == 21 && output.suffix(2) == [2, minor == 0 ? 40 : 70])  // SSL 3 knew no protocol_version
    }

    @Test(arguments: [[0xC0, 0x13], [0x00, 0x9C], [0x00, 0x2F], [0xCC, 0xAA]] as [[UInt8]])
    func suitesWithoutAEADOrECDHEAreRefused(suite: [UInt8]) throws {
        let server = try TLSSession(server: Hall().server)
        var plaintext: [UInt8] = []
        var output: [UInt8] = []
        #expect(throws: TLSError.protocolViolation("no shared cipher")) {
            try server.receive(
                RawHello.bytes(version: [3, 3], suites: [suite]).span, plaintext: &plaintext, output: &output)
        }
        #expect(output.suffix(2) == [2, 40])  // fatal, handshake_failure
    }

    @Test func onlySuitesWithAEADAndECDHEAreAllowed() throws {
        let hall = try Hall()
        for context in [hall.server, try hall.client()] {
            #expect(context.cipherSuites.count == 9)
            for suite in context.cipherSuites {
                #expect(suite.hasPrefix("TLS_") || suite.hasPrefix("ECDHE-"), "\(suite)")
                #expect(suite.contains("GCM") || suite.contains("CHACHA20"), "\(suite)")
            }
        }
    }

    @Test func chaChaIsChosenWhenTheClientPrefersIt() throws {
        let hall = try Hall()
        let client = try hall.client(versions: .tls13 ... .tls13)
        SSL_CTX_set_ciphersuites(client.pointer, "TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256")
        let link = try hall.link(client)
        try link.handshake()
        #expect(link.server.cipherSuite == "TLS_CHACHA20_POLY1305_SHA256")
    }

    @Test func theServersOrderCountsOtherwise() throws {
        let hall = try Hall()
        let client = try hall.client(versions: .tls13 ... .tls13)
        SSL_CTX_set_ciphersuites(client.pointer, "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256")
        let link = try hall.link(client)
        try link.handshake()
        #expect(link.server.cipherSuite == "TLS_AES_128_GCM_SHA256")
    }

    @Test func renegotiationIsRefused() throws {
        let hall = try Hall()
        let link = try hall.link(hall.client(versions: .tls12 ... .tls12))
        try link.handshake()
        SSL_clear_options(link.client.ssl, CipherPolicy.options)
        SSL_renegotiate(link.client.ssl)
        try link.client.start(output: &link.toServer)  // the new hello, encrypted
        #expect(!link.toServer.isEmpty)
        try link.deliverToServer()
        #expect(throws: TLSError.protocolViolation("no renegotiation")) { try link.deliverToClient() }
        #expect(link.server.phase == .open)
    }

    @Test func nothingIsCompressed() throws {
        let hall = try Hall()
        let link = try hall.link(hall.client(versions: .tls12 ... .tls12))
        try link.handshake()
        #expect(SSL_get_current_compression(link.server.ssl) == nil)
    }
}
