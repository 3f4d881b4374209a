import CSandbox
import EventLoop

/// The server's end of the socket to an agent, and the agent's process. Closed by its creator, which ends the agent.
final class AgentSocket {
    private var watcher: DescriptorWatcher?
    /// The agent's process.
    let process: Int32
    private var queue: [[UInt8]] = []
    private let onPacket: (AgentPacket, OwnedDescriptor?) -> Void
    private let onEnd: () -> Void

    /// Packets that wait for the agent; it takes them at once, and so this many only wait when something is wrong.
    static let queueLimit = 4_096

    /// Starts an agent.
    /// - Parameters:
    ///   - onPacket: What it says.
    ///   - onEnd: It is gone, though nobody closed it.
    init(
        _ executable: String, on loop: EventLoop, onPacket: @escaping (AgentPacket, OwnedDescriptor?) -> Void,
        onEnd: @escaping () -> Void
    ) throws(UVError) {
        var socket: Int32 = -1
        var process: Int32 = 0
        // SAFETY: the call writes two integers and reads a string that lives as long as it.
        let status = unsafe executable.withCString { unsafe takhti_agent_start($0, &socket, &process) }
        guard status == 0 else { throw UVError(code: -status) }
        (self.process, self.onPacket, self.onEnd) = (process, onPacket, onEnd)
        watcher = try DescriptorWatcher(OwnedDescriptor(socket), on: loop) { [weak self] in self?.isReady($0) }
        watcher?.wait(for: .reading)
    }

    /// Sends a packet; false when there is no room for it.
    func send(_ packet: [UInt8]) -> Bool {
        guard watcher != nil, packet.count <= Int(TAKHTI_PACKET_LIMIT), queue.count < Self.queueLimit else {
            return false
        }
        queue.append(packet)
        sendQueued()
        return true
    }

    private func sendQueued() {
        guard let watcher else { return }
        var sent = 0
        while sent < queue.count {
            // SAFETY: the call reads the packet while it lasts.
            let status = unsafe queue[sent].withUnsafeBytes {
                unsafe takhti_send(watcher.descriptor, $0.baseAddress, UInt($0.count))
            }
            if status == -UVError.wouldBlock.code { break }
            sent += 1  // one that cannot be sent shows as the agent's end
        }
        queue.removeFirst(sent)
        watcher.wait(for: queue.isEmpty ? .reading : [.reading, .writing])
    }

    private func isReady(_ interest: DescriptorWatcher.Interest) {
        if interest.contains(.writing) { sendQueued() }
        if interest.contains(.reading) { receive() }
    }

    private func receive() {
        var descriptor: Int32 = -1
        guard let watcher else { return }
        var length = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.packetLimit) { buffer, filled in
            // SAFETY: the call writes at most as much as there is room for.
            length = unsafe takhti_receive(watcher.descriptor, buffer.baseAddress, UInt(buffer.count), &descriptor)
            filled = max(0, length)
        }
        let passed = descriptor >= 0 ? OwnedDescriptor(descriptor) : nil
        if length > 0 {
            if let packet = AgentPacket(bytes) { onPacket(packet, passed) }
        } else if length == 0 || length != Int(UVError.wouldBlock.code) {
            close()
            onEnd()
        }
    }

    /// Bytes of one of its packets, at most.
    private static let packetLimit = 4_096

    /// Ends the agent, and so all its machines, and waits for that: it takes no longer than closing a file. Idempotent.
    func close() {
        guard let watcher else { return }
        self.watcher = nil
        watcher.close()
        takhti_agent_reap(process)
    }
}
