import TLS

/// What somebody types to sign in, as it is kept: small letters, without white space around it. Letters and digits of any script, and `.`, `_`, `-`, `@`, `+`.
struct LoginText {
    let text: String

    /// nil for text that is none.
    init?(_ typed: String) {
        guard typed.utf8.count <= 4 * AccountLimits.loginByteLimit else { return nil }
        let scalars = typed.lowercased().unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let end = scalars.lastIndex(where: { !$0.properties.isWhitespace }),
            scalars[start...end].allSatisfy(Self.isAllowed)
        else { return nil }
        text = String(scalars[start...end])
        guard text.utf8.count <= AccountLimits.loginByteLimit else { return nil }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || ".-_@+".unicodeScalars.contains(scalar)
            || scalar.properties.generalCategory == .nonspacingMark
    }
}

/// Whether a new password may be one.
enum PasswordRule {
    static func allows(_ password: String, login: String) -> Bool {
        password.count >= AccountLimits.passwordCharacterFloor && password.utf8.count <= PasswordHash.passwordByteLimit
            && Set(password).count > 2 && password.lowercased() != login
    }
}
