/// The time limit that applies to a connection now. Two values are equal exactly while one timer, armed when the first
/// was seen, serves both: the edge arms its one timer anew only when the value has changed.
public struct HTTPTimeLimit: Equatable, Sendable {
    /// What is being waited for.
    public enum Kind: Equatable, Sendable { case nextRequest, head, body }

    /// What is being waited for.
    public let kind: Kind
    /// How long, in milliseconds, from the moment this value was first seen.
    public let milliseconds: Int
    /// Tells one wait from the next of its kind.
    let step: UInt32

    /// What to answer when the time has passed; nil when the connection just closes.
    public var error: HTTPError? {
        switch kind {
        case .nextRequest: nil
        case .head: .headerTimeout
        case .body: .bodyTimeout
        }
    }
}
