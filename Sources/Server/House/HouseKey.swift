import EventLoop
import Journal

/// The secret in the owner's link. Kept in a file that only its owner may read; compared by its hash.
public struct HouseKey: Sendable {
    private let secret: [UInt8]
    private let digest: [UInt8]

    private static let byteCount = 16

    /// The key in `file`; made there when the file is missing.
    static func open(file: String) throws -> HouseKey {
        if let kept = try? File.contents(of: file, limit: 256) {
            let text = String(decoding: kept, as: UTF8.self)
            guard let secret = Base64URL.decode(text.filter { $0 != "\n" }), secret.count >= byteCount else {
                throw BadKey(file: file)
            }
            return HouseKey(secret)
        }
        let key = HouseKey(randomBytes(byteCount))
        try File.replace(file, with: Array("\(key.text)\n".utf8), mode: 0o600)
        return key
    }

    init(_ secret: [UInt8]) { (self.secret, digest) = (secret, SHA256.digest(secret)) }

    /// As it stands in a link, behind `#k=`.
    public var text: String { Base64URL.encode(secret) }

    /// Whether `ticket` is this key. Takes as long whatever the ticket is.
    func opens(with ticket: [UInt8]) -> Bool {
        zip(SHA256.digest(ticket), digest).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
    }

    /// The file of the key holds something else.
    struct BadKey: Error, CustomStringConvertible {
        let file: String
        var description: String { "\(file) holds no key; move it away to have a new one made" }
    }
}

/// Bytes that nobody can guess.
func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}
