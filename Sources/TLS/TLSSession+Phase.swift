extension TLSSession {
    /// How far the connection has come.
    public enum Phase: Equatable, Sendable {
        /// Nothing can be written yet.
        case handshaking
        /// Both directions are open.
        case open
        /// The peer's close_notify came; we may still write.
        case peerClosed
        /// Our close_notify left; the peer may still write.
        case closing
        /// Both directions are closed.
        case closed
        /// Ended by this error, which every later call throws again.
        case failed(TLSError)
    }
}
