/// A mistake of the program that writes a message; nothing was written. The connection should be closed, since the peer
/// may wait for what will not come.
public enum HTTPSendError: Error, Equatable, Sendable {
    /// There is no request to answer, or the previous message is not finished.
    case outOfTurn
    /// A final status is 101 or 200 to 599; other numbers are not sent.
    case invalidStatus
    /// A field's name is no token, or its value has a control byte (a line end, say).
    case invalidField
    /// The target of a request has bytes that no target has.
    case invalidTarget
    /// Content-Length, Transfer-Encoding and Date follow from the other arguments; fields must not carry them.
    case framingFieldGiven
    /// This status or method has no body (RFC 9110 §6.4.1).
    case bodyNotAllowed
    /// More body than the declared length.
    case bodyTooLong
    /// The body ended before its declared length.
    case bodyTooShort
    /// `101` to a request that offered no upgrade.
    case upgradeNotOffered
}
