/// The parameters of a query, `name=value` joined by `&`, decoded as forms encode them.
public struct HTTPQuery: Equatable, Sendable {
    private let parameters: [Parameter]

    private struct Parameter: Equatable, Sendable {
        let name: String
        let value: String
    }

    /// The most parameters a query may have.
    public static let parameterCountLimit = 64

    /// Reads `query`, which has no `?`. Nil when it is malformed or has too many parameters.
    public init?(_ query: Substring) {
        let parts = query.split(separator: "&", maxSplits: HTTPQuery.parameterCountLimit)
        guard parts.count <= HTTPQuery.parameterCountLimit else { return nil }
        var parameters: [Parameter] = []
        for part in parts {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = HTTPPercentCoding.decode(pair[0], plusIsSpace: true),
                let value = HTTPPercentCoding.decode(pair.count > 1 ? pair[1] : "", plusIsSpace: true)
            else { return nil }
            parameters.append(Parameter(name: name, value: value))
        }
        self.parameters = parameters
    }

    /// The first value of `name`; nil when it is not there.
    public subscript(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// All values of `name`, in order.
    public func values(of name: String) -> [String] { parameters.filter { $0.name == name }.map(\.value) }
}
