import TLS
import Testing

@Suite struct HandshakeTests {
    @Test(arguments: TLSVersion.allCases)
    func bothVersionsCarryBytesBothWays(version: TLSVersion) throws {
        let hall = try Hall()
        let link = try hall.link(hall.client(versions: version...version))
        try link.handshake()
        #expect(link.client.version == version && link.server.version == version)
        #expect(link.client.phase == .open && link.server.phase == .open)
        #expect(link.server.negotiatedProtocol == "http/1.1" && link.client.negotiatedProtocol == "http/1.1")
        try link.send(Array("ping".utf8))
        try link.reply(Array("pong".utf8))
        try link.settle()
        #expect(link.atServer == Array("ping".utf8) && link.atClient == Array("pong".utf8))
    }
}
