import COpenSSL

/// One TLS connection without its socket: ciphertext in, plaintext and ciphertext out, both into buffers the caller
/// reuses. It keeps nothing between calls but OpenSSL's state and, at most, the part of a record not yet whole.
///
/// Lives on one thread at a time. Created and dropped by whoever owns the socket; `deinit` frees and sends nothing, so
/// say `close` first.
public final class TLSSession {
    /// How far the connection has come.
    public private(set) var phase = Phase.handshaking
    /// Whether the handshake has been completed, whatever happened later.
    public private(set) var isHandshakeComplete = false
    /// What it was made with. Holding it keeps the SSL_CTX's callbacks valid.
    public let context: TLSContext
    // SAFETY: owned, freed in deinit.
    let ssl: OpaquePointer
    // SAFETY: the caller's ciphertext, borrowed for the length of a call, empty otherwise.
    private var input = UnsafeRawBufferPointer(start: nil, count: 0)
    /// The caller's buffer for the length of a call, empty otherwise.
    private var output: [UInt8] = []
    /// Follows a client's first messages; nil once the handshake is over, and in clients.
    private var handshakeGuard: HandshakeGuard?
    private var refusesHello = false

    /// The answering side of a new connection.
    /// - Throws: `.engine` when memory is out.
    public convenience init(server context: TLSContext) throws(TLSError) {
        try self.init(context)
        handshakeGuard = HandshakeGuard()
        SSL_set_accept_state(ssl)
    }

    /// The asking side of a new connection; `start` makes its first flight.
    /// - Parameters:
    ///   - host: DNS name or IP address, as in the URL; it is sent (SNI, names only) and verified.
    ///   - resuming: what `exportSession` of an earlier session to the same host gave.
    /// - Throws: `.unusableName` when `host` is empty or too long, `.engine` when memory is out.
    public convenience init(
        client context: TLSContext, host: String, resuming session: [UInt8]? = nil
    ) throws(TLSError) {
        try self.init(context)
        SSL_set_connect_state(ssl)
        try expect(host)
        if let session { resume(session) }
    }

    private init(_ context: TLSContext) throws(TLSError) {
        guard let ssl = SSL_new(context.pointer) else { throw .engine(ErrorQueue.drain()) }
        self.ssl = ssl
        self.context = context
        guard let bio = SessionBIO.make(for: self) else { throw .engine(ErrorQueue.drain()) }
        SSL_set_bio(ssl, bio, bio)  // SAFETY: one reference serves both directions; the SSL owns it now
    }

    deinit { SSL_free(ssl) }
}

extension TLSSession {
    /// Appends a client's first flight to `output`. Does nothing for servers.
    public func start(output: inout [UInt8]) throws(TLSError) {
        var none: [UInt8] = []
        try receive([UInt8]().span, plaintext: &none, output: &output)
    }

    /// Takes ciphertext from the transport, all of it. Appends what it says to `plaintext`, at most as many bytes as
    /// came in plus one record begun earlier, and what must be answered (handshake, alerts) to `output`.
    ///
    /// Bytes after the peer's close_notify are ignored (RFC 8446 §6.1).
    /// - Throws: why the session failed. `output` then ends with our alert, if there is one, which should still be sent;
    ///   `plaintext` holds what was genuine before.
    public func receive(
        _ ciphertext: Span<UInt8>, plaintext: inout [UInt8], output: inout [UInt8]
    ) throws(TLSError) {
        switch phase {
        case .handshaking, .open, .closing: break
        case .peerClosed, .closed: return
        case .failed(let error): throw error
        }
        swap(&self.output, &output)
        defer { swap(&self.output, &output) }
        try ciphertext.withUnsafeBytes { (bytes) throws(TLSError) in
            input = bytes  // SAFETY: emptied before the borrow ends
            defer { input = UnsafeRawBufferPointer(start: nil, count: 0) }
            try readRecords(into: &plaintext)
        }
    }

    /// Encrypts `plaintext` and appends it to `output`, in records of up to `TLSContext.recordLimit` bytes: hand over all of a
    /// tick at once.
    /// - Throws: `.handshakeIncomplete`, `.closed` after `close`, or why the session failed earlier.
    public func write(_ plaintext: Span<UInt8>, output: inout [UInt8]) throws(TLSError) {
        switch phase {
        case .open, .peerClosed: break
        case .handshaking: throw .handshakeIncomplete
        case .closing, .closed: throw .closed
        case .failed(let error): throw error
        }
        guard !plaintext.isEmpty else { return }
        swap(&self.output, &output)
        defer { swap(&self.output, &output) }
        var written = 0
        // The BIO takes everything, so OpenSSL writes all or fails.
        let status = plaintext.withUnsafeBytes { SSL_write_ex(ssl, $0.baseAddress, $0.count, &written) }
        guard status == 1 else { throw fail() }
    }

    /// Sets how much plaintext one record may carry, clamped to 512...16,384 bytes. A receiver can use nothing of a record
    /// before all of it has come, so thin links want small ones; each costs 22 bytes and about a microsecond.
    public func setRecordLimit(_ bytes: Int) {
        let limit = min(max(bytes, 512), Self.plaintextLimit)
        SSL_ctrl(ssl, SSL_CTRL_SET_MAX_SEND_FRAGMENT, limit, nil)
        SSL_ctrl(ssl, SSL_CTRL_SET_SPLIT_SEND_FRAGMENT, limit, nil)
    }

    /// Appends our close_notify to `output`, once; the peer may go on writing. Idempotent, and silent when the session
    /// has failed or not begun.
    public func close(output: inout [UInt8]) {
        switch phase {
        case .open: phase = .closing
        case .peerClosed: phase = .closed
        case .handshaking, .closing, .closed, .failed: return
        }
        swap(&self.output, &output)
        defer { swap(&self.output, &output) }
        SSL_shutdown(ssl)
        ErrorQueue.clear()
    }

    /// Tells that the transport's reading side has ended.
    /// - Throws: `.truncated` when the peer has not said close_notify, unless we have; or why the session failed earlier.
    public func transportEnded() throws(TLSError) {
        switch phase {
        case .handshaking, .open:
            throw fail(.truncated)
        case .closing, .closed: phase = .closed
        case .peerClosed: return
        case .failed(let error): throw error
        }
    }
}

extension TLSSession {
    /// Bytes of plaintext that a record can hold (RFC 8446 §5.1).
    static let plaintextLimit = 16_384

    private func readRecords(into plaintext: inout [UInt8]) throws(TLSError) {
        ErrorQueue.clear()
        var status: Int32
        repeat {
            status = readRecord(into: &plaintext)
        } while status == 1 && (!input.isEmpty || SSL_pending(ssl) > 0)
        if !isHandshakeComplete, SSL_is_init_finished(ssl) == 1 { open() }
        if status == 1 { return }
        switch SSL_get_error(ssl, status) {
        case SSL_ERROR_WANT_READ where refusesHello: throw refuseHello()
        case SSL_ERROR_WANT_READ: return
        case SSL_ERROR_ZERO_RETURN where isHandshakeComplete: phase = phase == .closing ? .closed : .peerClosed
        case SSL_ERROR_ZERO_RETURN: throw fail(.alertReceived(0))  // close_notify before there was anything to close
        default: throw fail()
        }
    }

    private func open() {
        phase = .open
        isHandshakeComplete = true
        handshakeGuard = nil
    }

    /// Decrypts the next record straight into `plaintext`, or lets the handshake go on.
    private func readRecord(into plaintext: inout [UInt8]) -> Int32 {
        var status: Int32 = 0
        plaintext.append(addingCapacity: Self.plaintextLimit) { span in
            // SAFETY: OpenSSL writes at most the given count and says how many.
            span.withUnsafeMutableBufferPointer { buffer, initialized in
                status = SSL_read_ex(ssl, buffer.baseAddress, buffer.count, &initialized)
            }
        }
        return status
    }

    /// Names the failure OpenSSL met, and empties its error queue.
    private func fail() -> TLSError { fail(FailureReading.error(of: ssl)) }

    private func fail(_ error: TLSError) -> TLSError {
        phase = .failed(error)
        return error
    }

    /// OpenSSL never saw the message, so the alert is ours: illegal_parameter, in plaintext (RFC 8446 §6).
    private func refuseHello() -> TLSError {
        output.append(contentsOf: [21, 3, 3, 0, 2, 2, 47])
        return fail(.handshakeTooLong(limit: HandshakeGuard.helloLimit))
    }

    /// Moves up to `count` bytes of the caller's ciphertext to `destination`. For the BIO.
    func take(_ count: Int, into destination: UnsafeMutableRawPointer) -> Int {
        let bytes = UnsafeRawBufferPointer(rebasing: input.prefix(count))
        guard !refusesHello, let source = bytes.baseAddress, allows(bytes) else { return 0 }
        destination.copyMemory(from: source, byteCount: bytes.count)  // SAFETY: OpenSSL lends `count` bytes
        input = UnsafeRawBufferPointer(rebasing: input[bytes.count...])
        return bytes.count
    }

    private func allows(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let encrypts = SSL_version(ssl) != TLSVersion.tls13.rawValue
        refusesHello = handshakeGuard?.allows(bytes, encryptsAfterChange: encrypts) == false
        return !refusesHello
    }

    /// Appends OpenSSL's ciphertext to the caller's buffer. For the BIO.
    func put(_ bytes: UnsafeRawBufferPointer) { output.append(contentsOf: bytes) }
}

@available(*, unavailable) extension TLSSession: Sendable {}
