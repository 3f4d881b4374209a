/// The forms of a request target (RFC 9112 §3.2).
enum TargetForm {
    /// Whether `target` has a form that `method` takes. A method unknown to us takes any form.
    static func isValid(_ target: String, for method: HTTPMethod?) -> Bool {
        if method == .connect { return HostRule.isValid(target[...].utf8) && target.utf8.contains(.colon) }
        if target.utf8.first == .slash { return true }
        if target == "*" { return method == .options }
        return absolute(target).map { HostRule.isValid($0.authority.utf8) } ?? false
    }

    /// The parts of an absolute-form target, the path with its query; nil for another form.
    static func absolute(_ target: String) -> (authority: Substring, rest: Substring)? {
        guard let colon = target.utf8.firstIndex(of: .colon), isWebScheme(target[..<colon]) else { return nil }
        let afterScheme = target[colon...].dropFirst()
        guard afterScheme.utf8.starts(with: "//".utf8) else { return nil }
        let hierarchy = afterScheme.dropFirst(2)
        let end = hierarchy.utf8.firstIndex { $0 == .slash || $0 == .question } ?? hierarchy.endIndex
        return (hierarchy[..<end], hierarchy[end...])
    }

    private static func isWebScheme(_ scheme: Substring) -> Bool {
        let scheme = String(scheme)
        return scheme.isEqual(ignoringCase: "http") || scheme.isEqual(ignoringCase: "https")
    }
}
