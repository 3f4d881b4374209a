import Foundation
import Testing

@testable import TLS

@Suite struct ReloadTests {
    /// A folder of its own with a certificate, its key and a holder that reads them.
    private final class Desk {
        let folder = FileManager.default.temporaryDirectory.appending(path: "takhti-tls-\(UUID().uuidString)")
        let first: SelfSigned
        let holder: TLSContextHolder
        var chain: URL { folder.appending(path: "chain.pem") }
        var key: URL { folder.appending(path: "key.pem") }

        init() throws {
            first = try SelfSigned.make(names: ["hall.example"], now: Hall.now)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let (chain, key) = (folder.appending(path: "chain.pem"), folder.appending(path: "key.pem"))
            try Data(first.certificate).write(to: chain)
            try Data(first.key).write(to: key)
            holder = try TLSContextHolder(
                identity: .files(chain: chain.path, key: key.path), ticketKeys: TicketKeys(at: 0))
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func put(chain: [UInt8], key: [UInt8]) throws {
            try Data(chain).write(to: self.chain)
            try Data(key).write(to: self.key)
        }

        func link(_ resuming: [UInt8]? = nil) throws -> Link {
            let client = try TLSContext(clientTrusting: .insecure)
            return Link(
                try TLSSession(client: client, host: "hall.example", resuming: resuming),
                try TLSSession(server: holder.current))
        }
    }

    @Test func newConnectionsSeeTheNewCertificateAndRunningOnesGoOn() throws {
        let desk = try Desk()
        let running = try desk.link()
        try running.handshake()
        let next = try SelfSigned.make(names: ["hall.example"], now: Hall.now)
        try desk.put(chain: next.certificate, key: next.key)
        #expect(try desk.holder.reload()?.fingerprint == next.fingerprint)
        let later = try desk.link()
        try later.handshake()
        #expect(later.client.peerFingerprint == next.fingerprint)
        try running.send([1, 2, 3])
        try running.settle()
        #expect(running.atServer == [1, 2, 3] && running.client.peerFingerprint == desk.first.fingerprint)
    }

    @Test func ticketsSurviveAReload() throws {
        let desk = try Desk()
        let first = try desk.link()
        try first.handshake()
        let ticket = try #require(first.client.exportSession())
        try desk.holder.reload()
        let second = try desk.link(ticket)
        try second.handshake()
        #expect(second.server.isResumed)
    }

    @Test(arguments: [
        "other key", "no key", "garbage chain", "broken issuer", "too many issuers", "missing", "encrypted",
    ])
    func whatCannotBeUsedLeavesTheOldInForce(what: String) throws {
        let desk = try Desk()
        let other = try SelfSigned.make(names: ["other.example"], now: Hall.now)
        let broken = Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
        switch what {
        case "other key": try desk.put(chain: desk.first.certificate, key: other.key)
        case "no key": try desk.put(chain: other.certificate, key: [])
        case "garbage chain": try desk.put(chain: Array(other.certificate.dropFirst(60)), key: other.key)
        case "broken issuer": try desk.put(chain: other.certificate + broken, key: other.key)
        case "too many issuers":
            let many = Array(repeating: other.certificate, count: TLSIdentity.chainLimit + 1)
            try desk.put(chain: many.flatMap { $0 }, key: other.key)
        case "missing": try FileManager.default.removeItem(at: desk.key)
        default: try desk.put(chain: other.certificate, key: Array(Self.encryptedKey.utf8))
        }
        #expect {
            try desk.holder.reload()
        } throws: {
            if case TLSError.unusableIdentity = $0 { true } else { false }
        }
        let link = try desk.link()
        try link.handshake()
        #expect(link.client.peerFingerprint == desk.first.fingerprint)
    }

    @Test func aChainOfTenIsSentWhole() throws {
        let desk = try Desk()
        let others = Array(repeating: desk.first.certificate, count: TLSIdentity.chainLimit).flatMap { $0 }
        try desk.put(chain: others, key: desk.first.key)
        try desk.holder.reload()
        let link = try desk.link()
        try link.handshake()
        #expect(link.client.phase == .open)
    }

    /// A P-256 key under the passphrase "secret", made for this test by `openssl pkcs8 -topk8`.
    private static let encryptedKey = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhm2ALwCuHM0QICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQIEEBksK5wz7ty24PGSXn/H7IQEgZDs
        HYEaxj422gjb1yyQNJmj/2c9pJuJuRDvUJjh8deS5boDeqOCqm+LmB2YgqvwXBOk
        3VQFrbl0gGIAFwFaJur3Q7sNQlxquJ4QGfWcyg7bItXndsS1hK31TxOCqMX73Jop
        5H+dMCmHkG0IcsoUo8i0Lvm5J6w6JYJo0ld4Tnm1Ri7ogMV2RB1g+6Rm0nJp/VI=
        -----END ENCRYPTED PRIVATE KEY-----

        """
}
