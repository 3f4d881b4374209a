import Testing

@testable import WebSocket

@Suite struct NegotiationTests {
    private func answer(_ values: [String], _ policy: DeflatePolicy) -> (String, DeflateParameters)? {
        guard let elements = ExtensionElement.parse(values), let agreed = policy.accept(elements) else { return nil }
        return (agreed.answer.fieldValue, agreed.parameters)
    }

    /// A policy that leaves everything to the client.
    static let open = DeflatePolicy(serverNoContextTakeover: false, clientNoContextTakeover: false)
    static let both = "permessage-deflate; server_no_context_takeover; client_no_context_takeover"

    static let accepted: [(String, String)] = [
        ("permessage-deflate", "permessage-deflate"),
        ("permessage-deflate; server_no_context_takeover", "permessage-deflate; server_no_context_takeover"),
        ("permessage-deflate; client_no_context_takeover", "permessage-deflate; client_no_context_takeover"),
        ("permessage-deflate; client_max_window_bits", "permessage-deflate"),
        ("permessage-deflate; client_max_window_bits=15", "permessage-deflate"),
        ("permessage-deflate; client_max_window_bits=9", "permessage-deflate; client_max_window_bits=9"),
        ("permessage-deflate; server_max_window_bits=8", "permessage-deflate; server_max_window_bits=8"),
        ("permessage-deflate; server_max_window_bits=15", "permessage-deflate; server_max_window_bits=15"),
        ("permessage-deflate; server_max_window_bits=\"10\"", "permessage-deflate; server_max_window_bits=10"),
        ("permessage-deflate; server_max_window_bits=\"1\\0\"", "permessage-deflate; server_max_window_bits=10"),
        (
            "permessage-deflate;server_max_window_bits = 10 ;client_max_window_bits\t=\t8",
            "permessage-deflate; server_max_window_bits=10; client_max_window_bits=8"
        ),
        ("x-webkit-deflate-frame, permessage-deflate", "permessage-deflate"),
        ("foo; bar=\"baz\"; qux, permessage-deflate", "permessage-deflate"),
        (", permessage-deflate,,", "permessage-deflate"),
        (
            "permessage-deflate; server_max_window_bits=8, permessage-deflate",
            "permessage-deflate; server_max_window_bits=8"
        ),
        (
            "permessage-deflate; unknown, permessage-deflate; server_max_window_bits=11",
            "permessage-deflate; server_max_window_bits=11"
        ),
        ("permessage-deflate; server_max_window_bits=7, permessage-deflate", "permessage-deflate"),
    ]

    @Test("RFC 7692 §7.1: the first acceptable offer is answered", arguments: accepted)
    func accepts(offer: String, expected: String) throws {
        #expect(try #require(answer([offer], Self.open)).0 == expected)
    }

    static let declined = [
        "", "foo", "permessage-deflatex", "PERMESSAGE-DEFLATE", "permessage-deflate; foo", "permessage-deflate; foo=1",
        "permessage-deflate; server_no_context_takeover=1", "permessage-deflate; client_no_context_takeover=true",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
        "permessage-deflate; client_max_window_bits; client_max_window_bits=10",
        "permessage-deflate; server_max_window_bits=10; server_max_window_bits=10",
        "permessage-deflate; server_max_window_bits", "permessage-deflate; server_max_window_bits=7",
        "permessage-deflate; server_max_window_bits=16", "permessage-deflate; server_max_window_bits=08",
        "permessage-deflate; server_max_window_bits=1x", "permessage-deflate; client_max_window_bits=0",
        "permessage-deflate; client_max_window_bits=99999999999999999999",
        "permessage-deflate; client_max_window_bits=-9",
        "permessage-deflate; client_max_window_bits=\"16\"",
    ]

    @Test("RFC 7692 §7.1: an offer with a wrong parameter is declined", arguments: declined)
    func declines(offer: String) {
        #expect(ExtensionElement.parse([offer]) != nil)
        #expect(answer([offer], Self.open) == nil)
    }

    @Test(
        "RFC 6455 §9.1: what the grammar does not allow",
        arguments: [
            "permessage-deflate foo", "permessage-deflate;", "permessage-deflate; =", "permessage-deflate; a=",
            "a; b=\"", "a; b=\"\"",
            "a; b=\"c d\"", "a; b=\"c\\", "a; b=\"c\\\"", "a; ; b", "a; b=c=d", "a/b", "a; b=\"é\"",
            "permessage-deflate; \"a\"", "=1", ";",
        ])
    func malformed(field: String) { #expect(ExtensionElement.parse([field]) == nil) }

    @Test func offersOverSeveralFieldsCountInOrder() throws {
        let agreed = try #require(
            answer(["foo", "permessage-deflate; server_max_window_bits=9", "permessage-deflate"], Self.open))
        #expect(agreed.0 == "permessage-deflate; server_max_window_bits=9")
        #expect(agreed.1.serverWindowBits == 9)
    }

    @Test("RFC 7692 §7.1.1: our policy keeps no context in either direction") func defaultPolicy() throws {
        for offer in ["permessage-deflate", "permessage-deflate; client_max_window_bits", Self.both] {
            let agreed = try #require(answer([offer], DeflatePolicy()))
            #expect(agreed.0 == Self.both && agreed.1 == DeflatePolicy.everything)
        }
    }

    @Test("RFC 7692 §7.1.2: windows are the smaller of offer and policy") func windows() throws {
        let policy = DeflatePolicy(
            serverNoContextTakeover: false, clientNoContextTakeover: false, serverWindowBits: 11, clientWindowBits: 10)
        let cases: [(String, String, UInt8, UInt8)] = [
            ("permessage-deflate", "permessage-deflate", 11, 15),
            ("permessage-deflate; client_max_window_bits", "permessage-deflate; client_max_window_bits=10", 11, 10),
            ("permessage-deflate; client_max_window_bits=9", "permessage-deflate; client_max_window_bits=9", 11, 9),
            ("permessage-deflate; client_max_window_bits=12", "permessage-deflate; client_max_window_bits=10", 11, 10),
            ("permessage-deflate; server_max_window_bits=15", "permessage-deflate; server_max_window_bits=11", 11, 15),
            ("permessage-deflate; server_max_window_bits=8", "permessage-deflate; server_max_window_bits=8", 8, 15),
        ]
        for (offer, expected, serverBits, clientBits) in cases {
            let agreed = try #require(answer([offer], policy))
            #expect(agreed.0 == expected)
            #expect(agreed.1 == DeflateParameters(serverWindowBits: serverBits, clientWindowBits: clientBits))
        }
        #expect(
            DeflatePolicy(serverWindowBits: 3, clientWindowBits: 40)
                == DeflatePolicy(serverWindowBits: 8, clientWindowBits: 15))
    }

    static let answers: [(DeflateOffer, String, DeflateParameters?)] = [
        (DeflateOffer(), Self.both, DeflateParameters(serverNoContextTakeover: true, clientNoContextTakeover: true)),
        (
            DeflateOffer(), "permessage-deflate; server_no_context_takeover",
            DeflateParameters(serverNoContextTakeover: true, clientNoContextTakeover: true)
        ),
        (DeflateOffer(), "permessage-deflate", nil),
        (plain, "permessage-deflate", DeflateParameters()),
        (plain, Self.both, DeflateParameters(serverNoContextTakeover: true, clientNoContextTakeover: true)),
        (plain, "permessage-deflate; server_max_window_bits=9", DeflateParameters(serverWindowBits: 9)),
        (plain, "permessage-deflate; client_max_window_bits=9", DeflateParameters(clientWindowBits: 9)),
        (plain, "permessage-deflate; client_max_window_bits", nil),
        (plain, "permessage-deflate; client_max_window_bits=7", nil),
        (plain, "permessage-deflate; foo", nil),
        (plain, "permessage-deflate; server_max_window_bits=9; server_max_window_bits=9", nil),
        (windows(server: 10, client: nil), "permessage-deflate", nil),
        (windows(server: 10, client: nil), "permessage-deflate; server_max_window_bits=11", nil),
        (
            windows(server: 10, client: nil), "permessage-deflate; server_max_window_bits=10",
            DeflateParameters(serverWindowBits: 10)
        ),
        (
            windows(server: 10, client: nil), "permessage-deflate; server_max_window_bits=8",
            DeflateParameters(serverWindowBits: 8)
        ),
        (windows(server: nil, client: nil), "permessage-deflate; client_max_window_bits=15", nil),
        (windows(server: nil, client: 10), "permessage-deflate", DeflateParameters(clientWindowBits: 10)),
        (windows(server: nil, client: 10), "permessage-deflate; client_max_window_bits=11", nil),
        (
            windows(server: nil, client: 10), "permessage-deflate; client_max_window_bits=8",
            DeflateParameters(clientWindowBits: 8)
        ),
    ]

    private static let plain = windows(server: nil, client: 15)

    private static func windows(server: UInt8?, client: UInt8?) -> DeflateOffer {
        DeflateOffer(
            serverNoContextTakeover: false, clientNoContextTakeover: false, serverWindowBits: server,
            clientWindowBits: client)
    }

    @Test("RFC 7692 §7.1: a client takes only an answer to its offer", arguments: answers)
    func clientChecks(offer: DeflateOffer, answer: String, expected: DeflateParameters?) {
        let client = ClientHandshake(nonce: [UInt8]("the sample nonce".utf8), deflate: offer)
        let fields = ClientHandshakeTests.accepted + [("sec-websocket-extensions", answer)]
        let agreement = Result { () throws(ClientHandshakeError) in
            try client.accept(status: 101) { name in fields.filter { $0.0 == name }.map(\.1) }
        }
        switch agreement {
        case .success(let agreement): #expect(agreement.deflate == expected)
        case .failure(let error): #expect(expected == nil && error == .invalidDeflateParameters)
        }
    }

    @Test func twoAnswersAreNone() {
        let client = ClientHandshake(nonce: [UInt8]("the sample nonce".utf8), deflate: Self.plain)
        let fields =
            ClientHandshakeTests.accepted + [("sec-websocket-extensions", "permessage-deflate, permessage-deflate")]
        #expect(throws: ClientHandshakeError.unexpectedExtension) {
            try client.accept(status: 101) { name in fields.filter { $0.0 == name }.map(\.1) }
        }
    }

    @Test func everyOfferAgreesWithEveryPolicy() throws {
        for bits in [nil, 8, 9, 12, 15] as [UInt8?] {
            for takeovers in 0..<16 {
                let offer = DeflateOffer(
                    serverNoContextTakeover: takeovers & 1 > 0, clientNoContextTakeover: takeovers & 2 > 0,
                    serverWindowBits: bits, clientWindowBits: bits)
                let policy = DeflatePolicy(
                    serverNoContextTakeover: takeovers & 4 > 0, clientNoContextTakeover: takeovers & 8 > 0,
                    serverWindowBits: 10, clientWindowBits: 11)
                let agreed = try #require(answer([offer.element.fieldValue], policy))
                let elements = try #require(ExtensionElement.parse([agreed.0]))
                let element = try #require(DeflateElement(elements[0].parameters))
                #expect(
                    offer.parameters(answeredBy: element).map { $0.clientWindowBits <= agreed.1.clientWindowBits }
                        == true)
                let client = try #require(offer.parameters(answeredBy: element))
                #expect(client.serverWindowBits >= agreed.1.serverWindowBits)
                #expect(client.serverNoContextTakeover == agreed.1.serverNoContextTakeover)
                #expect(client.clientNoContextTakeover == agreed.1.clientNoContextTakeover)
            }
        }
    }
}
