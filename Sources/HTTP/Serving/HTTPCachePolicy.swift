/// How long browsers keep an asset (RFC 9111, RFC 8246).
public enum HTTPCachePolicy {
    /// The Cache-Control for a file called `name`: a year and `immutable` when the name says what is in it, otherwise
    /// to be asked for again each time.
    public static func cacheControl(forFile name: String) -> String {
        isContentAddressed(name) ? "public, max-age=31536000, immutable" : "no-cache"
    }

    /// Whether `name` is `stem.HASH.extension`, the hash being 8 to 64 lower-case hexadecimal digits, at least one of
    /// them a letter (a date is no hash), or 8 characters of upper-case base 32 (esbuild's).
    public static func isContentAddressed(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 3, !parts[0].isEmpty else { return false }
        return parts.dropFirst().dropLast().contains { isHexHash($0) || isBase32Hash($0) }
    }

    private static func isHexHash(_ part: Substring) -> Bool {
        (8...64).contains(part.utf8.count) && part.utf8.contains { !$0.isDigit }
            && part.utf8.allSatisfy { $0.isDigit || (0x61...0x66).contains($0) }
    }

    private static func isBase32Hash(_ part: Substring) -> Bool {
        part.utf8.count == 8 && part.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x32...0x37).contains($0) }
    }
}
