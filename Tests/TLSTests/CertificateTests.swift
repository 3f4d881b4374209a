import Testing

@testable import TLS

@Suite struct CertificateTests {
    private static let expired = Hall.now - 400 * 86_400

    private func refusal(_ hall: Hall, _ trust: TLSTrust, host: String = "hall.example") throws -> TLSError? {
        let link = try hall.link(hall.client(trust: trust), host: host)
        do throws(TLSError) {
            try link.handshake()
            return nil
        } catch {
            #expect(link.client.phase == .failed(error))
            #expect(throws: TLSError.self) { try link.deliverToServer() }  // the client's alert
            return error
        }
    }

    @Test func aSelfSignedCertificateIsAcceptedByItsPin() throws {
        let hall = try Hall()
        let link = try hall.link(hall.client(), host: "any.other.name")
        try link.handshake()
        #expect(link.client.peerFingerprint == hall.certificate.fingerprint)
        #expect(link.server.peerFingerprint == nil)
        #expect(hall.server.certificate?.fingerprint == hall.certificate.fingerprint)
    }

    @Test func aSelfSignedCertificateIsRefusedWithoutTrust() throws {
        #expect(try refusal(Hall(), .system) == .certificateRefused("self-signed certificate"))
    }

    @Test func anotherPinIsRefused() throws {
        let (hall, other) = (try Hall(), try Hall())
        let refusal = try refusal(hall, .pinned(other.certificate.fingerprint))
        #expect(refusal == .certificateRefused("application verification failure"))
    }

    @Test(arguments: ["hall.example", "192.0.2.7", "2001:db8::7", "HALL.example"])
    func aTrustedCertificateIsAcceptedForItsNames(host: String) throws {
        let hall = try Hall(names: ["hall.example", "192.0.2.7", "2001:db8::7"])
        #expect(try refusal(hall, .authorities(pem: hall.certificate.certificate), host: host) == nil)
    }

    @Test(arguments: ["example", "evil.example", "x.hall.example", "192.0.2.8", "2001:db8::8"])
    func anotherHostIsRefused(host: String) throws {
        let hall = try Hall(names: ["hall.example", "192.0.2.7", "2001:db8::7"])
        let refusal = try refusal(hall, .authorities(pem: hall.certificate.certificate), host: host)
        let words = host.contains("2") ? "IP address mismatch" : "hostname mismatch"
        #expect(refusal == .certificateRefused(words))
    }

    @Test func anExpiredCertificateIsRefused() throws {
        let hall = try Hall(now: Self.expired, days: 1)
        let trust = TLSTrust.authorities(pem: hall.certificate.certificate)
        #expect(try refusal(hall, trust) == .certificateRefused("certificate has expired"))
        #expect(hall.server.certificate?.isValid(at: Hall.now) == false)
    }

    @Test func insecureClientsTakeAnyone() throws {
        #expect(try refusal(Hall(now: Self.expired, days: 1), .insecure, host: "x") == nil)
    }

    @Test func theValidityIsAsStated() throws {
        let certificate = try SelfSigned.make(names: ["a"], now: Hall.now, days: 10)
        let summary = try CertificateSummary(pem: certificate.certificate)
        #expect(summary.notBefore == Hall.now - SelfSigned.backdating)
        #expect(summary.notAfter == Hall.now + 10 * 86_400)
        #expect(summary.isValid(at: Hall.now) && summary.isValid(at: summary.notAfter))
        #expect(!summary.isValid(at: summary.notAfter + 1) && !summary.isValid(at: summary.notBefore - 1))
        #expect(summary.fingerprint == certificate.fingerprint)
    }

    @Test(arguments: [(-5, 1), (100_000, SelfSigned.dayLimit)])
    func daysAreClamped(days: Int, clamped: Int) throws {
        let certificate = try SelfSigned.make(names: ["a"], now: Hall.now, days: days)
        let summary = try CertificateSummary(pem: certificate.certificate)
        #expect(summary.notAfter == Hall.now + Int64(clamped) * 86_400)
    }

    @Test func twoCertificatesHaveNothingInCommon() throws {
        let (one, other) = (try SelfSigned.make(names: ["a"], now: 0), try SelfSigned.make(names: ["a"], now: 0))
        #expect(one.fingerprint != other.fingerprint && one.key != other.key)
    }

    @Test(
        arguments: [
            [], [""], ["a,DNS:evil.example"], ["a b"], ["a\nb"], ["a:b"], ["zürich.example"], ["a/b"],
            [String(repeating: "a", count: 254)], Array(repeating: "a", count: SelfSigned.nameLimit + 1),
        ] as [[String]])
    func namesOfNeitherKindAreRefused(names: [String]) {
        #expect {
            try SelfSigned.make(names: names, now: Hall.now)
        } throws: {
            if case TLSError.unusableName = $0 { true } else { false }
        }
    }

    @Test func namesThatAreLongOrWildAreTaken() throws {
        let long = String(repeating: "a", count: 63) + "." + String(repeating: "b", count: 63)
        _ = try SelfSigned.make(names: [long, "*.example", "::1", "localhost"], now: Hall.now)
    }

    @Test func fingerprintsReadWhatTheyPrint() throws {
        let fingerprint = try Hall().certificate.fingerprint
        #expect(fingerprint.description.count == 95)
        #expect(CertificateFingerprint(fingerprint.description) == fingerprint)
        #expect(CertificateFingerprint(fingerprint.description.lowercased()) == fingerprint)
        #expect(CertificateFingerprint(bytes: fingerprint.bytes) == fingerprint)
        #expect(CertificateFingerprint(bytes: [1]) == nil && CertificateFingerprint("AB:CD") == nil)
        #expect(CertificateFingerprint(String(repeating: "g", count: 64)) == nil)
    }

    @Test(arguments: ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "hello"])
    func whatIsNoCertificateIsRefused(text: String) {
        #expect(throws: TLSError.self) { try CertificateSummary(pem: Array(text.utf8)) }
        #expect(throws: TLSError.self) { try TLSContext(clientTrusting: .authorities(pem: Array(text.utf8))) }
    }

    @Test(arguments: ["", "a\0b", String(repeating: "a", count: 254)])
    func hostsThatAreNoNamesAreRefused(host: String) throws {
        let client = try Hall().client()
        #expect(throws: TLSError.unusableName(host)) { try TLSSession(client: client, host: host) }
    }

    @Test func randomBytesAreAsManyAsAskedAndNeverTheSame() throws {
        #expect(try SecureRandom.bytes(0).isEmpty && SecureRandom.bytes(-1).isEmpty)
        #expect(try SecureRandom.bytes(32).count == 32)
        #expect(try SecureRandom.bytes(32) != SecureRandom.bytes(32))
    }
}
