/// What two ends agreed on for permessage-deflate (RFC 7692 §7.1).
public struct DeflateParameters: Equatable, Sendable {
    /// The server starts each message with an empty window (§7.1.1.1).
    public var serverNoContextTakeover: Bool
    /// The client starts each message with an empty window (§7.1.1.2).
    public var clientNoContextTakeover: Bool
    /// The server refers back at most 2^n bytes, 8 to 15 (§7.1.2.1).
    public var serverWindowBits: UInt8
    /// The client refers back at most 2^n bytes, 8 to 15 (§7.1.2.2).
    public var clientWindowBits: UInt8

    /// As if no parameter had been named: full windows, kept between messages.
    public init(
        serverNoContextTakeover: Bool = false, clientNoContextTakeover: Bool = false, serverWindowBits: UInt8 = 15,
        clientWindowBits: UInt8 = 15
    ) {
        self.serverNoContextTakeover = serverNoContextTakeover
        self.clientNoContextTakeover = clientNoContextTakeover
        self.serverWindowBits = serverWindowBits
        self.clientWindowBits = clientWindowBits
    }

    /// Whether what `sender` compresses may refer to its earlier messages.
    func keepsContext(of sender: WebSocketRole) -> Bool {
        switch sender {
        case .server: !serverNoContextTakeover
        case .client: !clientNoContextTakeover
        }
    }

    /// The window of what `sender` compresses.
    func windowBits(of sender: WebSocketRole) -> Int {
        switch sender {
        case .server: Int(serverWindowBits)
        case .client: Int(clientWindowBits)
        }
    }
}
