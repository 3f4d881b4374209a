/// What a server agrees to (RFC 7692 §5, §7.1). By default no context survives a message in either direction, so that one
/// compressed buffer serves every connection and an idle one holds no window.
public struct DeflatePolicy: Equatable, Sendable {
    /// Ours to decide whether the client asks or not (§7.1.1.1).
    public var serverNoContextTakeover: Bool
    /// Ours to demand (§7.1.1.2).
    public var clientNoContextTakeover: Bool
    /// The window we compress with, 8 to 15, unless the client asks for a smaller one.
    public var serverWindowBits: UInt8
    /// The window we ask the client to stay in, 8 to 15; a client that does not offer to (§7.1.2.2) uses 15.
    public var clientWindowBits: UInt8

    /// A policy; the window sizes are clamped to 8 to 15.
    public init(
        serverNoContextTakeover: Bool = true, clientNoContextTakeover: Bool = true, serverWindowBits: UInt8 = 15,
        clientWindowBits: UInt8 = 15
    ) {
        self.serverNoContextTakeover = serverNoContextTakeover
        self.clientNoContextTakeover = clientNoContextTakeover
        self.serverWindowBits = min(max(serverWindowBits, 8), 15)
        self.clientWindowBits = min(max(clientWindowBits, 8), 15)
    }

    /// The first acceptable offer's answer and what it means; nil when none is acceptable. Other extensions are passed over.
    func accept(_ elements: [ExtensionElement]) -> (answer: DeflateElement, parameters: DeflateParameters)? {
        for element in elements where element.name == DeflateElement.name {
            if let offer = DeflateElement(element.parameters) { return accept(offer) }
        }
        return nil
    }

    private func accept(_ offer: DeflateElement) -> (answer: DeflateElement, parameters: DeflateParameters) {
        var answer = DeflateElement()
        answer.serverNoContextTakeover = serverNoContextTakeover || offer.serverNoContextTakeover
        answer.clientNoContextTakeover = clientNoContextTakeover || offer.clientNoContextTakeover
        let serverBits = min(serverWindowBits, offer.serverWindowBits ?? 15)
        if offer.serverWindowBits != nil { answer.serverWindowBits = serverBits }
        let clientBits = clientBits(offer.clientWindow)
        if offer.clientWindow != nil, clientBits < 15 { answer.clientWindow = .atMost(clientBits) }
        let parameters = DeflateParameters(
            serverNoContextTakeover: answer.serverNoContextTakeover,
            clientNoContextTakeover: answer.clientNoContextTakeover, serverWindowBits: serverBits,
            clientWindowBits: clientBits)
        return (answer, parameters)
    }

    private func clientBits(_ offered: DeflateElement.ClientWindow?) -> UInt8 {
        switch offered {
        case nil: 15
        case .any: clientWindowBits
        case .atMost(let bits): min(bits, clientWindowBits)
        }
    }
}
