/// Two connections whose bytes go into each other, until one of them ends. Neither is read from while the other has
/// `NetLimits.sendHighWaterByteCount` to take.
final class Tunnel {
    private let ends: [TunnelEnd]
    private let silenceLimit: Int
    private var onEnd: (() -> Void)?

    /// - Parameters:
    ///   - silenceLimit: Milliseconds without a byte after which it ends.
    ///   - onEnd: Called once.
    init(_ one: Transport, _ other: Transport, silenceLimit: Int, onEnd: @escaping () -> Void) {
        ends = [TunnelEnd(one), TunnelEnd(other)]
        (self.silenceLimit, self.onEnd) = (silenceLimit, onEnd)
    }

    /// Begins, with bytes that the first and the second end have said already.
    func start(with first: [UInt8], and second: [UInt8]) {
        for end in ends { end.tunnel = self }
        for end in ends where !end.transport.handOver(to: end) { return close() }
        ends[1].transport.send(first)
        ends[0].transport.send(second)
        touch()
        for end in ends { end.transport.resumeReading() }
    }

    fileprivate func pass(_ bytes: Span<UInt8>, from end: TunnelEnd) {
        let other = opposite(end)
        var copy: [UInt8] = []
        copy.append(addingCapacity: bytes.count) { output in
            for offset in bytes.indices { output.append(bytes[offset]) }
        }
        other.transport.send(copy)
        if other.transport.isCongested { end.transport.pauseReading() }
        touch()
    }

    fileprivate func drained(_ end: TunnelEnd) { opposite(end).transport.resumeReading() }

    /// What was said before still arrives.
    fileprivate func ended(_ end: TunnelEnd) {
        opposite(end).transport.end()
        end.transport.close()
        over()
    }

    /// Drops both.
    func close() {
        for end in ends { end.transport.abort() }
        over()
    }

    private func touch() {
        for end in ends { end.transport.deadline = end.transport.net.now + UInt64(silenceLimit) }
    }

    private func opposite(_ end: TunnelEnd) -> TunnelEnd { end === ends[0] ? ends[1] : ends[0] }

    private func over() {
        for end in ends { end.tunnel = nil }
        let then = onEnd
        onEnd = nil
        then?()
    }
}

/// One of the two.
private final class TunnelEnd: TransportOwner {
    let transport: Transport
    /// Until it is over.
    var tunnel: Tunnel?

    init(_ transport: Transport) { self.transport = transport }

    func transportDidRead(_ bytes: Span<UInt8>) { tunnel?.pass(bytes, from: self) }
    func transportDidEnd() { tunnel?.ended(self) }
    func transportDidDrain() { tunnel?.drained(self) }
    func transportDidFail(_ error: NetError) { tunnel?.close() }
    func transportDeadlinePassed() { tunnel?.close() }
    func transportShouldFinish() { tunnel?.close() }
}
