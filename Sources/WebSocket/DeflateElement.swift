/// The parameters of one `permessage-deflate` element (RFC 7692 §7.1), offer or answer, each checked on its own.
struct DeflateElement: Equatable, Sendable {
    static let name = "permessage-deflate"

    /// `client_max_window_bits`, which in an offer may stand without a value (§7.1.2.2).
    enum ClientWindow: Equatable, Sendable {
        case any
        case atMost(UInt8)
    }

    var serverNoContextTakeover = false
    var clientNoContextTakeover = false
    var serverWindowBits: UInt8?
    var clientWindow: ClientWindow?

    /// An element without parameters.
    init() {}

    /// Nil when a parameter is unknown, stands twice or has an invalid value (§7.1).
    init?(_ parameters: [ExtensionElement.Parameter]) {
        guard Set(parameters.map(\.name)).count == parameters.count else { return nil }
        for parameter in parameters { guard take(parameter) else { return nil } }
    }

    private mutating func take(_ parameter: ExtensionElement.Parameter) -> Bool {
        switch (parameter.name, parameter.value) {
        case ("server_no_context_takeover", nil): serverNoContextTakeover = true
        case ("client_no_context_takeover", nil): clientNoContextTakeover = true
        case ("client_max_window_bits", nil): clientWindow = .any
        case ("client_max_window_bits", let value?):
            guard let bits = DeflateElement.windowBits(value) else { return false }
            clientWindow = .atMost(bits)
        case ("server_max_window_bits", let value?):
            serverWindowBits = DeflateElement.windowBits(value)
            return serverWindowBits != nil
        default: return false
        }
        return true
    }

    /// 8 to 15 in decimal, without leading zeros (§7.1.2).
    private static func windowBits(_ text: String) -> UInt8? {
        (8...15).first { String($0) == text }
    }

    /// The element as it stands in the header field.
    var fieldValue: String {
        var parts = [DeflateElement.name]
        if serverNoContextTakeover { parts.append("server_no_context_takeover") }
        if clientNoContextTakeover { parts.append("client_no_context_takeover") }
        if let serverWindowBits { parts.append("server_max_window_bits=\(serverWindowBits)") }
        switch clientWindow {
        case .any: parts.append("client_max_window_bits")
        case .atMost(let bits): parts.append("client_max_window_bits=\(bits)")
        case nil: break
        }
        return parts.joined(separator: "; ")
    }
}
