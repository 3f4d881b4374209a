import EventLoop
import HTTP
import Net

/// Where a request comes from: as the connection says, or as a proxy does that we were told to trust.
struct ClientAddress {
    /// By what attempts are counted: an IPv4 address, or the 64 bits of an IPv6 network that one customer has.
    let network: String
    /// Whether the browser speaks TLS.
    let isSecure: Bool

    init(_ exchange: HTTPExchange, trusting proxies: Set<String>) {
        let peer: String
        switch exchange.peerAddress {
        case .ip(let host, _): peer = IPText.canonical(host) ?? host
        case .unix, nil: peer = "unix"
        }
        self.init(exchange.request.fields, from: peer, isSecure: exchange.isSecure, trusting: proxies)
    }

    init(_ fields: HTTPFields, from peer: String, isSecure: Bool, trusting proxies: Set<String>) {
        guard proxies.contains(peer) else {
            (network, self.isSecure) = (IPText.network(peer), isSecure)
            return
        }
        // Each proxy adds whom it saw at the end: the last that is none of ours is the client. What stands before it anybody may write.
        let seen = fields.values(of: "X-Forwarded-For").flatMap { $0.split(separator: ",") }.suffix(Self.hopLimit)
        let hops = seen.reversed().map { IPText.canonical($0.filter { $0 != " " && $0 != "\t" }) }
        let client = hops.first { $0.map { !proxies.contains($0) } ?? true }
        network = IPText.network((client ?? nil) ?? peer)
        let proto = fields.values(of: "X-Forwarded-Proto").last?.split(separator: ",").last
        self.isSecure = proto.map { $0.filter { $0 != " " }.lowercased() == "https" } ?? isSecure
    }

    private static let hopLimit = 16
}

/// Numeric addresses as text.
enum IPText {
    /// One text for each address: IPv6 in eight groups, IPv4 within IPv6 as IPv4; nil for what is no address.
    static func canonical(_ text: some StringProtocol) -> String? {
        guard text.utf8.count <= 64 else { return nil }
        let bare = text.prefix { $0 != "%" }
        guard bare.contains(":") else { return octets(bare)?.map(String.init).joined(separator: ".") }
        guard let groups = groups(bare) else { return nil }
        if groups.prefix(5).allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
            return [groups[6] >> 8, groups[6] & 255, groups[7] >> 8, groups[7] & 255].map(String.init).joined(
                separator: ".")
        }
        return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// Of a canonical text: by what it is counted.
    static func network(_ text: String) -> String {
        guard text.contains(":") else { return text }
        return text.split(separator: ":").prefix(4).joined(separator: ":") + "::/64"
    }

    private static func octets(_ text: some StringProtocol) -> [Int]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let values = parts.compactMap { part -> Int? in
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
                let value = Int(part)
            else { return nil }
            return value < 256 ? value : nil
        }
        return parts.count == 4 && values.count == 4 ? values : nil
    }

    private static func groups(_ text: some StringProtocol) -> [Int]? {
        let halves = String(text).split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard halves.count <= 2, let front = part(halves[0], isLast: halves.count == 1),
            let back = halves.count == 2 ? part(halves[1], isLast: true) : []
        else { return nil }
        let gap = 8 - front.count - back.count
        guard halves.count == 2 ? gap >= 1 : gap == 0 else { return nil }
        return front + Array(repeating: 0, count: gap) + back
    }

    /// - Parameter isLast: whether an IPv4 address may stand at its end.
    private static func part(_ text: Substring, isLast: Bool) -> [Int]? {
        guard !text.isEmpty else { return [] }
        var groups: [Int] = []
        let words = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, word) in words.enumerated() {
            if isLast, index == words.count - 1, word.contains("."), let octets = octets(word) {
                groups += [octets[0] << 8 | octets[1], octets[2] << 8 | octets[3]]
                continue
            }
            guard (1...4).contains(word.utf8.count), let value = Int(word, radix: 16), value >= 0, word.first != "+"
            else {
                return nil
            }
            groups.append(value)
        }
        return groups
    }
}
