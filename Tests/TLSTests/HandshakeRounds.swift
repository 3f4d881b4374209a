import TLS

/// Five handshakes a round: full and resumed in both versions, and one that is refused.
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
    }

    private func talk(_ link: Link) throws {
        try link.handshake()
        try link.send([1, 2, 3])
        link.client.close(output: &link.toServer)
        try link.settle()
    }
}
