import COpenSSL

/// DNS names and IP addresses that a certificate may carry, checked, so that nothing else gets into OpenSSL's
/// configuration syntax.
struct SubjectNames {
    /// As `subjectAltName` of OpenSSL's x509v3 syntax.
    let alternativeNames: String
    /// The first, cut to the 64 characters a common name may have (RFC 5280 appendix A).
    let commonName: String

    init(_ names: [String]) throws(TLSError) {
        guard let first = names.first, names.count <= SelfSigned.nameLimit else {
            throw .unusableName("\(names.count) names")
        }
        var entries: [String] = []
        for name in names { entries.append(try Self.entry(name)) }
        alternativeNames = entries.joined(separator: ",")
        commonName = String(first.prefix(64))
    }

    private static func entry(_ name: String) throws(TLSError) -> String {
        guard (1...TLSSession.hostLimit).contains(name.utf8.count) else { throw .unusableName(name) }
        if isAddress(name) { return "IP:\(name)" }
        guard name.utf8.allSatisfy(isNameByte) else { throw .unusableName(name) }
        return "DNS:\(name)"
    }

    private static func isAddress(_ name: String) -> Bool {
        guard name.utf8.allSatisfy({ isNameByte($0) || $0 == UInt8(ascii: ":") }) else { return false }
        defer { ErrorQueue.clear() }
        guard let address = a2i_IPADDRESS(name) else { return false }
        ASN1_OCTET_STRING_free(address)
        return true
    }

    /// Letters, digits, hyphen, dot, and the star of a wildcard.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "*"):
            true
        default: false
        }
    }
}
