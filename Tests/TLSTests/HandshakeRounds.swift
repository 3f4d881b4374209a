import TLS

/// Five handshakes a round: full and resumed in both versions, and one that is refused; one left halfway; and whatever
/// else fails while it holds something of OpenSSL's.
struct HandshakeRounds {
    private let hall: Hall
    private let clients: [TLSContext]
    private let stranger: TLSContext

    init() throws {
        hall = try Hall()
        clients = try TLSVersion.allCases.map { [hall] in try hall.client(versions: $0...$0) }
        stranger = try hall.client(protocols: ApplicationProtocols(["h2"]))
    }

    func run() throws {
        for client in clients {
            let full = try hall.link(client)
            try talk(full)
            try talk(try hall.link(client, resuming: full.client.exportSession()))
        }
        let refused = try hall.link(stranger)
        while (try? refused.handshake()) != nil {}
        let halfway = try hall.link(stranger)
        try halfway.client.start(output: &halfway.toServer)
        failToMakeThings()
    }

    private func failToMakeThings() {
        let (chain, wrong) = (hall.certificate.certificate, hall.certificate.key)
        for identity in [
            TLSIdentity.pem(chain: chain, key: chain), .pem(chain: wrong, key: wrong),
            .files(chain: "/nowhere", key: ""),
            .pem(chain: Array(repeating: chain, count: 11).flatMap { $0 }, key: wrong),
        ] {
            _ = try? TLSContext(serverWith: identity, ticketKeys: hall.keys)
        }
        _ = try? TLSContext(clientTrusting: .authorities(pem: wrong))
        _ = try? TLSSession(client: stranger, host: "")
        _ = try? SelfSigned.make(names: ["1.2.3.4", "a b"], now: Hall.now)
        _ = try? SelfSigned.make(names: ["a"], now: Hall.now)
    }

    private func talk(_ link: Link) throws {
        try link.handshake()
        try link.send([1, 2, 3])
        link.client.close(output: &link.toServer)
        try link.settle()
    }
}
