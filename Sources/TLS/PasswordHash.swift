import COpenSSL

/// What is kept of a password: an scrypt hash (RFC 7914) with its salt and its cost, so that later ones may cost more. Takes 32 MiB and tens of
/// milliseconds to make or to compare: off the loop.
public struct PasswordHash: Equatable, Sendable, CustomStringConvertible {
    /// What one guess costs: 128 × N × r bytes of memory, p times.
    public struct Cost: Equatable, Sendable {
        /// Base-2 logarithm of N.
        public var logN: Int
        /// The block's size.
        public var r: Int
        /// How often.
        public var p: Int

        /// What new hashes are made with (OWASP Password Storage, 2024).
        public static let standard = Cost(logN: 15, r: 8, p: 3)

        /// Each field is described where it is declared.
        public init(logN: Int, r: Int, p: Int) { (self.logN, self.r, self.p) = (logN, r, p) }

        var isBearable: Bool {
            (1...20).contains(logN) && (1...32).contains(r) && (1...16).contains(p) && memory <= 1 << 28
        }
        private var memory: Int { 128 * r << logN }
        var memoryLimit: UInt64 { UInt64(memory + 128 * r * p + 1 << 20) * 2 }
    }

    /// The most bytes of a password.
    public static let passwordByteLimit = 512
    private static let saltByteCount = 16
    private static let keyByteCount = 32

    /// What it was made with.
    public let cost: Cost
    private let salt: [UInt8]
    private let key: [UInt8]

    /// Hashes a password with a new salt.
    /// - Throws: `.noRandomness`; `.unusablePassword` for more than `passwordByteLimit` bytes.
    public init(of password: String, cost: Cost = .standard) throws(TLSError) {
        let salt = try SecureRandom.bytes(Self.saltByteCount)
        guard let key = Self.derive(password, salt, cost) else { throw .unusablePassword }
        (self.cost, self.salt, self.key) = (cost, salt, key)
    }

    /// Reads what `description` wrote; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Cost(parts[2]),
            let salt = Self.bytes(parts[3]), let key = Self.bytes(parts[4]), salt.count == Self.saltByteCount,
            key.count == Self.keyByteCount
        else { return nil }
        (self.cost, self.salt, self.key) = (cost, salt, key)
    }

    /// `$scrypt$ln=15,r=8,p=3$SALT$HASH`, both in hexadecimal.
    public var description: String {
        "$scrypt$ln=\(cost.logN),r=\(cost.r),p=\(cost.p)$\(Self.text(salt))$\(Self.text(key))"
    }

    /// Whether `password` is the one. Takes as long whatever it is.
    public func matches(_ password: String) -> Bool {
        guard let other = Self.derive(password, salt, cost) else { return false }
        return CRYPTO_memcmp(key, other, key.count) == 0
    }

    static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) -> [UInt8]? {
        let bytes = Array(password.utf8)
        guard bytes.count <= passwordByteLimit, cost.isBearable else { return nil }
        var key = [UInt8](repeating: 0, count: keyByteCount)
        // SAFETY: each pointer lives for the call, with its length beside it.
        let status = bytes.withUnsafeBytes { password in
            EVP_PBE_scrypt(
                password.bindMemory(to: CChar.self).baseAddress, bytes.count, salt, salt.count, 1 << UInt64(cost.logN),
                UInt64(cost.r), UInt64(cost.p), cost.memoryLimit, &key, key.count)
        }
        guard status == 1 else {
            ErrorQueue.clear()
            return nil
        }
        return key
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        let values = text.utf8.compactMap { digits.firstIndex(of: $0) }
        guard values.count == text.utf8.count, values.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }
}

extension PasswordHash.Cost {
    fileprivate init?(_ text: Substring) {
        let parts = text.split(separator: ",").map { $0.split(separator: "=", omittingEmptySubsequences: false) }
        let values = parts.compactMap { $0.count == 2 ? Int($0[1]) : nil }
        guard parts.map(\.first) == ["ln", "r", "p"], values.count == 3 else { return nil }
        self.init(logN: values[0], r: values[1], p: values[2])
        guard isBearable else { return nil }
    }
}
