import TLS

/// A client and a server joined in memory, with what each has said to the other and not yet delivered.
final class Link {
    let client: TLSSession
    let server: TLSSession
    var toServer: [UInt8] = []
    var toClient: [UInt8] = []
    var atServer: [UInt8] = []
    var atClient: [UInt8] = []

    init(_ client: TLSSession, _ server: TLSSession) {
        self.client = client
        self.server = server
    }

    /// Carries bytes both ways until both are silent.
    func settle() throws(TLSError) {
        while !toServer.isEmpty || !toClient.isEmpty {
            try deliverToServer()
            try deliverToClient()
        }
    }

    func deliverToServer() throws(TLSError) {
        let bytes = toServer
        toServer = []
        try server.receive(bytes.span, plaintext: &atServer, output: &toClient)
    }

    func deliverToClient() throws(TLSError) {
        let bytes = toClient
        toClient = []
        try client.receive(bytes.span, plaintext: &atClient, output: &toServer)
    }

    func handshake() throws(TLSError) {
        try client.start(output: &toServer)
        try settle()
    }

    func send(_ bytes: [UInt8]) throws(TLSError) { try client.write(bytes.span, output: &toServer) }
    func reply(_ bytes: [UInt8]) throws(TLSError) { try server.write(bytes.span, output: &toClient) }
}
