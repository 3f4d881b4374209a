/// What a client offers (RFC 7692 §7.1), and what it takes for an answer.
public struct DeflateOffer: Equatable, Sendable {
    /// Asks the server to start each message with an empty window; an answer without it is refused (§7.1.1.1).
    public var serverNoContextTakeover: Bool
    /// Says that this client will start each message with an empty window (§7.1.1.2).
    public var clientNoContextTakeover: Bool
    /// Asks the server to refer back at most 2^n bytes, 8 to 15; an answer without it is refused (§7.1.2.1).
    public var serverWindowBits: UInt8?
    /// Lets the server limit this client's window (§7.1.2.2), at most 2^n bytes, 8 to 15; nil forbids it.
    public var clientWindowBits: UInt8?

    /// An offer; the window sizes are clamped to 8 to 15.
    public init(
        serverNoContextTakeover: Bool = true, clientNoContextTakeover: Bool = true, serverWindowBits: UInt8? = nil,
        clientWindowBits: UInt8? = 15
    ) {
        self.serverNoContextTakeover = serverNoContextTakeover
        self.clientNoContextTakeover = clientNoContextTakeover
        self.serverWindowBits = serverWindowBits.map { min(max($0, 8), 15) }
        self.clientWindowBits = clientWindowBits.map { min(max($0, 8), 15) }
    }

    var element: DeflateElement {
        var element = DeflateElement()
        element.serverNoContextTakeover = serverNoContextTakeover
        element.clientNoContextTakeover = clientNoContextTakeover
        element.serverWindowBits = serverWindowBits
        element.clientWindow = clientWindowBits.map { $0 == 15 ? .any : .atMost($0) }
        return element
    }

    /// What `answer` agrees to; nil when it is not an answer to this offer, and the connection must fail (§7.1).
    func parameters(answeredBy answer: DeflateElement) -> DeflateParameters? {
        guard answer.serverNoContextTakeover || !serverNoContextTakeover else { return nil }
        if let serverWindowBits {
            guard let answered = answer.serverWindowBits, answered <= serverWindowBits else { return nil }
        }
        guard let clientBits = clientBits(answeredBy: answer.clientWindow) else { return nil }
        return DeflateParameters(
            serverNoContextTakeover: answer.serverNoContextTakeover,
            clientNoContextTakeover: clientNoContextTakeover || answer.clientNoContextTakeover,
            serverWindowBits: answer.serverWindowBits ?? 15, clientWindowBits: clientBits)
    }

    private func clientBits(answeredBy answer: DeflateElement.ClientWindow?) -> UInt8? {
        switch (answer, clientWindowBits) {
        case (nil, let offered): offered ?? 15
        case (.any, _), (.atMost, nil): nil
        case (.atMost(let bits), let offered?): bits <= offered ? bits : nil
        }
    }
}
