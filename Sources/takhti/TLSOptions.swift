import ArgumentParser
import EventLoop
import TLS

/// The options for a certificate, shared by the commands that serve.
struct TLSOptions: ParsableArguments {
    @Option(help: "The certificate chain, PEM, leaf first.")
    var tlsCert: String?
    @Option(help: "The private key of the certificate, PEM.")
    var tlsKey: String?
    @Option(
        name: .customLong("tls-self-signed"),
        help: "A folder for a certificate of our own, made at first start: for a hall without internet.")
    var selfSignedFolder: String?

    func validate() throws {
        guard (tlsCert == nil) == (tlsKey == nil) else { throw ValidationError("--tls-cert and --tls-key go together") }
        guard tlsCert == nil || selfSignedFolder == nil else {
            throw ValidationError("--tls-self-signed is instead of --tls-cert and --tls-key")
        }
    }

    /// The certificate asked for; nil when connections are plain.
    func makeContext(host: String) throws -> TLSContextHolder? {
        try Self.makeContext(certificate: tlsCert, key: tlsKey, selfSignedFolder: selfSignedFolder, host: host)
    }

    /// The certificate of these files, or one of our own in a folder; nil when connections are plain.
    static func makeContext(
        certificate: String?, key: String?, selfSignedFolder: String?, host: String
    ) throws -> TLSContextHolder? {
        guard let identity = try identity(certificate, key, selfSignedFolder, host) else { return nil }
        return try TLSContextHolder(identity: identity, ticketKeys: try TicketKeys(at: ProcessResources.unixTime))
    }

    private static func identity(
        _ certificate: String?, _ key: String?, _ folder: String?, _ host: String
    ) throws -> TLSIdentity? {
        if let certificate, let key { return .files(chain: certificate, key: key) }
        guard let folder else { return nil }
        // A hall without internet reaches the server by its address in the local network.
        let names = ["localhost"] + SocketAddress.ofInterfaces() + [host]
        let unique = names.reduce(into: [String]()) { if !$0.contains($1) && !$1.contains("/") { $0.append($1) } }
        return try SelfSignedFolder(folder).identity(names: unique.filter { $0 != "0.0.0.0" && $0 != "::" })
    }
}
