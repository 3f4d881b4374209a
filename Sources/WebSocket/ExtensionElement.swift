/// One element of `Sec-WebSocket-Extensions` (RFC 6455 §9.1): an extension and its parameters, as they stand there.
struct ExtensionElement: Equatable, Sendable {
    struct Parameter: Equatable, Sendable {
        var name: String
        /// The token after `=`, without its quotes; nil when there is no `=`.
        var value: String?
    }

    var name: String
    var parameters: [Parameter]

    /// All elements over all values of the field, in order; nil when one is malformed.
    static func parse(_ values: [String]) -> [ExtensionElement]? {
        var elements: [ExtensionElement] = []
        for value in values {
            var scanner = FieldScanner(value)
            repeat {
                guard let name = scanner.token() else { continue }
                guard let parameters = parameters(&scanner) else { return nil }
                elements.append(ExtensionElement(name: name, parameters: parameters))
            } while scanner.take(",")
            guard scanner.isAtEnd() else { return nil }
        }
        return elements
    }

    private static func parameters(_ scanner: inout FieldScanner) -> [Parameter]? {
        var parameters: [Parameter] = []
        while scanner.take(";") {
            guard let name = scanner.token() else { return nil }
            guard scanner.take("=") else {
                parameters.append(Parameter(name: name, value: nil))
                continue
            }
            guard let value = scanner.tokenOrQuoted() else { return nil }
            parameters.append(Parameter(name: name, value: value))
        }
        return parameters
    }
}
