import EventLoop
import Logging
import Testing

@Suite(.serialized) struct ListenerTests {
    /// In a process of its own: the limit holds for all of it.
    @Test func connectionsWaitWhileThereAreNoDescriptorsAndAreServedOnceThereAre() async {
        await #expect(processExitsWith: .success) {
            let loop = try EventLoop()
            let log = LogRecorder()
            var accepted: [ByteStream] = []
            let listener = try Listener(on: loop, at: .ip("127.0.0.1", port: 0), logger: log.logger) {
                accepted.append($0)
            }
            let limit = ProcessResources.raiseDescriptorLimit()
            var connected = 0
            let clients = try (0..<8).map { _ in
                try ByteStream.connect(to: listener.address, on: loop) { if case .success = $0 { connected += 1 } }
            }
            // Descriptors in use stay usable; new ones are refused from here on.
            ProcessResources.setDescriptorLimit(1)
            loop.runUntil { !log.messages.isEmpty }
            #expect(accepted.isEmpty)
            ProcessResources.setDescriptorLimit(limit)
            loop.runUntil { accepted.count == 8 && connected == 8 }
            #expect(accepted.count == 8)
            #expect(log.messages.count == 2, "said once when they ran out and once when they returned")
            for stream in clients + accepted { stream.close() }
            listener.close()
            loop.close()
        }
    }

    @Test func twoLoopsShareOnePort() throws {
        let (first, second) = (try EventLoop(), try EventLoop())
        var counts = [0, 0]
        let one = try Listener(on: first, at: .ip("127.0.0.1", port: 0), logger: quiet) {
            counts[0] += 1; $0.close()
        }
        let two = try Listener(on: second, at: one.address, logger: quiet) {
            counts[1] += 1; $0.close()
        }
        let clients = try (0..<400).map { _ in try ByteStream.connect(to: one.address, on: first) { _ in } }
        let pulse = try LoopTimer(on: second, {})
        try pulse.start(everyMilliseconds: 1)
        first.runUntil {
            second.runOneTurn()
            return counts[0] + counts[1] == 400
        }
        #expect(counts[0] + counts[1] == 400)
        #expect(counts.allSatisfy { $0 > 80 })
        clients.forEach { $0.close() }
        [one, two].forEach { $0.close() }
        pulse.close()
        first.close()
        second.close()
    }

    @Test func aPortInUseByAnotherKindOfListenerIsRefused() throws {
        let loop = try EventLoop()
        #expect(throws: UVError.self) {
            try Listener(on: loop, at: .ip("192.0.2.1", port: 9), logger: quiet) { $0.close() }
        }
        #expect(throws: UVError.self) {
            try Listener(on: loop, at: .ip("not numeric", port: 9), logger: quiet) { $0.close() }
        }
        loop.close()
    }

    @Test func aStaleSocketFileIsReplacedAndALiveOneIsNot() throws {
        let path = "/tmp/takhti-stale-\(ProcessResources.processID).sock"
        let loop = try EventLoop()
        let live = try Listener(on: loop, at: .unix(path: path), logger: quiet) { $0.close() }
        #expect(throws: UVError.self) { try Listener(on: loop, at: .unix(path: path), logger: quiet) { $0.close() } }
        live.close()
        let next = try Listener(on: loop, at: .unix(path: path), logger: quiet) { $0.close() }
        next.close()
        loop.close()
    }
}

/// Keeps the messages logged through it.
final class LogRecorder: @unchecked Sendable {  // touched on the test's thread only
    private(set) var messages: [String] = []
    var logger: Logger { Logger(label: "test") { _ in Handler(recorder: self) } }

    private struct Handler: LogHandler {
        let recorder: LogRecorder
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) { recorder.messages.append("\(event.message)") }
    }
}
