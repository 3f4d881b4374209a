import EventLoop
import TLS

/// The certificate of a server without one: made at first start, kept in a folder, and made anew a month before it ends.
struct SelfSignedFolder {
    private let folder: String
    private static let fileByteLimit = 65_536
    private static let renewalSeconds: Int64 = 30 * 86_400

    init(_ folder: String) { self.folder = folder }

    /// Paths of the certificate and its key, which only their owner may read.
    func identity(names: [String]) throws -> TLSIdentity {
        let (chain, key) = ("\(folder)/self-signed.crt", "\(folder)/self-signed.key")
        if try !isUsable(chain, key) {
            try File.makeFolder(folder, mode: 0o700)
            let names = names.reduce(into: [String]()) { if !$0.contains($1) && !$1.contains("/") { $0.append($1) } }
            let fresh = try SelfSigned.make(names: names, now: ProcessResources.unixTime)
            try File.replace(key, with: fresh.key, mode: 0o600)
            try File.replace(chain, with: fresh.certificate, mode: 0o644)
        }
        return .files(chain: chain, key: key)
    }

    private func isUsable(_ chain: String, _ key: String) throws -> Bool {
        guard let bytes = try? File.contents(of: chain, limit: SelfSignedFolder.fileByteLimit),
            (try? File(reading: key)) != nil
        else {
            return false
        }
        let certificate = try CertificateSummary(pem: bytes)
        return certificate.isValid(at: ProcessResources.unixTime + SelfSignedFolder.renewalSeconds)
    }
}
