/// The server context in force. Listeners of all loops ask it for each new connection; `reload` changes it for those to
/// come, while running connections keep the one they began with.
public final class TLSContextHolder: Sendable {
    /// Where the certificate and key come from.
    public let identity: TLSIdentity
    /// Shared by every context made here, so that sessions resume across reloads.
    public let ticketKeys: TicketKeys
    private let context: Locked<TLSContext>

    /// - Throws: `.unusableIdentity`.
    public init(identity: TLSIdentity, ticketKeys: TicketKeys) throws(TLSError) {
        self.identity = identity
        self.ticketKeys = ticketKeys
        context = Locked(try TLSContext(serverWith: identity, ticketKeys: ticketKeys))
    }

    /// The context for a new connection.
    public var current: TLSContext { context.withLock { $0 } }

    /// Reads the identity anew, and uses it from now on.
    /// - Returns: the certificate now in force.
    /// - Throws: `.unusableIdentity`; the old certificate stays in force.
    @discardableResult
    public func reload() throws(TLSError) -> CertificateSummary? {
        let fresh = try TLSContext(serverWith: identity, ticketKeys: ticketKeys)
        context.withLock { $0 = fresh }
        return fresh.certificate
    }
}
