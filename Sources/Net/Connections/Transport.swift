import EventLoop
import TLS

/// A byte stream, plain or under TLS, that gathers what is sent in a turn and lets it leave in one write (one record). What answers a
/// read leaves as soon as that read is dealt with.
///
/// It exists once for each connection of a hall, so it is small, and while idle it owns no buffer.
final class Transport: StreamDelegate {
    // In the order in which sending looks at them, as in `ByteStream`.
    private let stream: ByteStream
    private let tls: TLSSession?
    /// What waits for the end of the turn: mostly one message, so the first has a place of its own.
    private var first: [UInt8]?
    private var pendingByteCount = 0
    private var phase = Phase.open
    private var isSecuring = false
    private var isDirty = false
    /// Whether a read is being passed on: the answers to it leave when it is through, while everything is at hand.
    private var isInRead = false
    private var owesDrain = false
    private var hasEnded = false
    private var peerHasEnded = false
    private var rest: [[UInt8]] = []
    private var owner: (any TransportOwner)?
    let net: NetLoop
    /// In the loop's milliseconds; `.max` for none.
    var deadline = UInt64.max
    var registryIndex = -1
    /// `progressMark` when the deadline of a transport that ends was last looked at.
    private var markAtLastCheck = 0

    private enum Phase {
        case open
        /// Closes its half once all is sent.
        case ending
        case ended
        case closed
    }

    /// Takes over a connected stream. `start` begins reading.
    init(_ stream: ByteStream, tls: TLSSession? = nil, on net: NetLoop) {
        self.stream = stream
        self.tls = tls
        self.net = net
        isSecuring = tls != nil
        net.add(self)
    }

    /// Begins to read, and the handshake if there is one.
    func start(_ owner: any TransportOwner) throws(NetError) {
        self.owner = owner
        if isSecuring { deadline = net.now + UInt64(net.limits.tlsHandshakeTimeLimit) }
        do throws(UVError) { try stream.start(self) } catch { throw .transport(error) }
        guard let tls else { return }
        var output: [UInt8] = []
        do throws(TLSError) { try tls.start(output: &output) } catch { throw .tls(error) }
        stream.write(output)
    }

    /// Lets another protocol take over: what comes from now on goes to `owner`. False when it is too late.
    func handOver(to owner: any TransportOwner) -> Bool {
        guard phase != .closed else { return false }
        self.owner = owner
        return true
    }

    /// Whether the bytes travel under TLS.
    var isSecure: Bool { tls != nil }
    /// The session, once there is one.
    var session: TLSSession? { tls }
    /// The address of the peer.
    var peerAddress: SocketAddress? { stream.peerAddress }
    /// Whether it may still be sent to.
    var isOpen: Bool { phase == .open }
    /// Changes whenever the peer takes some of what waits for it.
    var progressMark: Int { stream.progressMark }
    /// Bytes that wait for the end of the turn or for the peer.
    var queuedByteCount: Int { pendingByteCount + stream.queuedByteCount }

    /// Whether so much waits that no more should be made for this peer. Once it was true, `transportDidDrain` follows.
    var isCongested: Bool {
        let isCongested = queuedByteCount > net.limits.sendHighWaterByteCount
        owesDrain = owesDrain || isCongested
        return isCongested
    }

    /// Lets what waits for a slow peer wait here rather than in the kernel.
    func limitUnsent(toByteCount byteCount: Int) { stream.limitUnsent(toByteCount: byteCount) }

    // MARK: Sending

    /// Sends `bytes` at the end of the turn, together with whatever else is sent in it. The array is shared, not copied, unless
    /// several short ones are gathered.
    func send(_ bytes: [UInt8]) {
        guard phase == .open, !bytes.isEmpty else { return }
        if first == nil { first = bytes } else { rest.append(bytes) }
        pendingByteCount += bytes.count
        markDirty()
    }

    /// Sends `bytes` now, behind what was sent before.
    func sendNow(_ bytes: [UInt8]) {
        if first == nil && !isSecuring && phase == .open {
            writeRun(bytes)
        } else {
            send(bytes)
            flush()
        }
    }

    private func markDirty() {
        guard !isDirty else { return }
        isDirty = true
        if !isInRead { net.needsFlush(self) }
    }

    /// Hands what gathered to the kernel. Called by the loop at the end of the turn.
    func flush() {
        isDirty = false
        guard phase != .closed, !isSecuring else { return }
        if let bytes = first { write(bytes) }
        if phase == .ending { endStream() }
        if owesDrain { tellDrain() }
    }

    private func tellDrain() {
        guard phase == .open, queuedByteCount == 0 else { return }
        owesDrain = false
        owner?.transportDidDrain()
    }

    private func write(_ bytes: [UInt8]) {
        first = nil
        pendingByteCount = 0
        if rest.isEmpty { return writeRun(bytes) }
        var run = ScratchBuffers.take(&net.scratch.gathered)
        run.append(contentsOf: bytes)
        for bytes in rest {
            if run.count + bytes.count > Transport.runByteLimit {
                writeRun(run)
                run.removeAll(keepingCapacity: true)
            }
            run.append(contentsOf: bytes)
        }
        rest.removeAll(keepingCapacity: rest.count <= Transport.keptPlaces)
        writeGathered(run)
        run.removeAll(keepingCapacity: run.capacity <= ScratchBuffers.keptByteLimit)
        net.scratch.gathered = run
    }

    /// Several messages leave together up to this many bytes.
    private static let runByteLimit = 65_536
    /// An idle connection keeps room for so many further messages of a turn.
    private static let keptPlaces = 8

    /// Writes an array that the stream may hold on to.
    private func writeRun(_ bytes: [UInt8]) {
        if tls == nil { stream.write(bytes) } else { encrypt(bytes.span) }
    }

    /// Writes bytes of a buffer that is used again.
    private func writeGathered(_ bytes: [UInt8]) {
        if tls == nil { stream.write(bytes.span) } else { encrypt(bytes.span) }
    }

    private func encrypt(_ bytes: Span<UInt8>) {
        guard let tls else { return }
        var output = ScratchBuffers.take(&net.scratch.ciphertext)
        do throws(TLSError) {
            try tls.write(bytes, output: &output)
            writeCiphertext(&output)
        } catch {
            writeCiphertext(&output)
            fail(.tls(error))
        }
    }

    private func writeCiphertext(_ output: inout [UInt8]) {
        if !output.isEmpty { stream.write(output.span) }
        output.removeAll(keepingCapacity: output.capacity <= ScratchBuffers.keptByteLimit)
        swap(&net.scratch.ciphertext, &output)
    }

    // MARK: Reading

    /// Reads nothing more, so that the peer has to wait.
    func pauseReading() { stream.pauseReading() }

    /// Reads again.
    func resumeReading() {
        guard phase != .closed else { return }
        do throws(UVError) { try stream.resumeReading() } catch { fail(.transport(error)) }
    }

    func streamDidRead(_ bytes: Span<UInt8>) {
        isInRead = true
        readPassed(bytes)
        isInRead = false
        if isDirty { flush() }
    }

    private func readPassed(_ bytes: Span<UInt8>) {
        guard let tls else {
            owner?.transportDidRead(bytes)
            return
        }
        var plaintext = ScratchBuffers.take(&net.scratch.plaintext)
        let failure = decrypt(bytes, tls, into: &plaintext)
        if !plaintext.isEmpty { owner?.transportDidRead(plaintext.span) }
        let isAbused = plaintext.isEmpty && queuedByteCount > net.limits.sendHighWaterByteCount
        plaintext.removeAll(keepingCapacity: plaintext.capacity <= ScratchBuffers.keptByteLimit)
        net.scratch.plaintext = plaintext
        if let failure { return fail(.tls(failure)) }
        // Nobody who reads nothing needs so many answers of the protocol itself, such as to key updates.
        if isAbused { return abort() }
        if tls.phase == .peerClosed, phase == .open { owner?.transportDidEnd() }
    }

    private func decrypt(_ bytes: Span<UInt8>, _ tls: TLSSession, into plaintext: inout [UInt8]) -> TLSError? {
        var output = ScratchBuffers.take(&net.scratch.ciphertext)
        defer { writeCiphertext(&output) }
        do throws(TLSError) {
            try tls.receive(bytes, plaintext: &plaintext, output: &output)
        } catch {
            return error
        }
        guard isSecuring, tls.isHandshakeComplete else { return nil }
        isSecuring = false
        owner?.transportDidSecure()
        markDirty()
        return nil
    }

    func streamDidEnd() {
        if let tls, tls.phase != .peerClosed {
            do throws(TLSError) { try tls.transportEnded() } catch { return fail(.tls(error)) }
        }
        peerHasEnded = true
        switch phase {
        case .open: owner?.transportDidEnd()
        case .ending, .ended, .closed: closeIfOver()
        }
    }

    func streamDidShutDown() {
        hasEnded = true
        closeIfOver()
    }

    /// Lets go when both directions have ended.
    private func closeIfOver() { if hasEnded && peerHasEnded { close() } }

    func streamDidDrain() { tellDrain() }

    func streamDidFail(_ error: UVError) { fail(.transport(error)) }

    // MARK: End

    /// Sends what is left and then our end; the peer's end is awaited for `limit` milliseconds (absent: `lingerTimeLimit`), so that a close does
    /// not become a reset that throws away what the peer has not read yet. The owner goes on being told of reads.
    func end(lingering limit: Int? = nil) {
        guard phase == .open else { return }
        phase = .ending
        markAtLastCheck = stream.progressMark
        deadline = net.now + UInt64(limit ?? net.limits.lingerTimeLimit)
        markDirty()
    }

    private func endStream() {
        phase = .ended
        if let tls {
            var output = ScratchBuffers.take(&net.scratch.ciphertext)
            tls.close(output: &output)
            writeCiphertext(&output)
        }
        stream.shutdown()
    }

    /// Closes both directions now. What was not yet sent is dropped.
    func close() {
        guard phase != .closed else { return }
        phase = .closed
        owner = nil
        first = nil
        rest = []
        pendingByteCount = 0
        deadline = .max
        net.remove(self)
        stream.close()
    }

    /// Closes and tells the owner.
    private func fail(_ error: NetError) {
        guard phase != .closed, let owner else { return close() }
        close()
        owner.transportDidFail(error)
    }

    /// Closes with a reset and tells the owner.
    func abort() {
        guard phase != .closed else { return }
        let owner = owner
        stream.reset()
        close()
        owner?.transportDidFail(.ended)
    }

    func deadlinePassed() {
        if isSecuring { return fail(.timeout) }
        guard phase == .open else { return lingerPassed() }
        deadline = .max
        owner?.transportDeadlinePassed()
    }

    /// The peer has not ended its side in time. One that still takes what was sent before our end is slow, not dead.
    private func lingerPassed() {
        let mark = stream.progressMark
        guard stream.queuedByteCount > 0, mark != markAtLastCheck else { return fail(.timeout) }
        markAtLastCheck = mark
        deadline = net.now + UInt64(net.limits.lingerTimeLimit)
    }

    /// The server stops.
    func finish() {
        if isSecuring { fail(.ended) } else { owner?.transportShouldFinish() }
    }
}
