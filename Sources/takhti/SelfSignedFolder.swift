import EventLoop
import TLS

/// The certificate of a server without one: made at first start and kept in a folder. It is made anew at a start within a month of its
/// end, when it cannot be used, and when it is to name what it does not yet name.
struct SelfSignedFolder {
    private let folder: String
    private static let fileByteLimit = 65_536
    private static let renewalSeconds: Int64 = 30 * 86_400

    init(_ folder: String) { self.folder = folder }

    private var chain: String { "\(folder)/self-signed.crt" }
    private var key: String { "\(folder)/self-signed.key" }
    /// The names in the certificate, one a line.
    private var list: String { "\(folder)/self-signed.names" }

    /// Paths of a certificate for `names` and of its key, which only their owner may read.
    func identity(names: [String]) throws -> TLSIdentity {
        if !isUsable(for: names) { try make(names) }
        return .files(chain: chain, key: key)
    }

    private func make(_ names: [String]) throws {
        try File.makeFolder(folder, mode: 0o700)
        let fresh = try SelfSigned.make(names: names, now: ProcessResources.unixTime)
        try File.replace(key, with: fresh.key, mode: 0o600)
        try File.replace(chain, with: fresh.certificate, mode: 0o644)
        try File.replace(list, with: Array(names.joined(separator: "\n").utf8), mode: 0o644)
    }

    private func isUsable(for names: [String]) -> Bool {
        guard let certificate = contents(chain), let key = contents(key), let list = contents(list),
            let summary = try? CertificateSummary(pem: certificate),
            let keys = try? TicketKeys(at: ProcessResources.unixTime),
            (try? TLSContext(serverWith: .pem(chain: certificate, key: key), ticketKeys: keys)) != nil
        else { return false }
        let named = Set(String(decoding: list, as: UTF8.self).split(separator: "\n").map(String.init))
        return named.isSuperset(of: names) && summary.isValid(at: ProcessResources.unixTime)
            && summary.isValid(at: ProcessResources.unixTime + SelfSignedFolder.renewalSeconds)
    }

    private func contents(_ path: String) -> [UInt8]? {
        try? File.contents(of: path, limit: SelfSignedFolder.fileByteLimit)
    }
}
