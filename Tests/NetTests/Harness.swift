import EventLoop
import HTTP
import Logging
import Net
import TLS
import Testing
import WebSocket

/// A server on its own threads and a client loop on the test's thread.
final class Harness {
    let server: NetServer
    let address: SocketAddress
    let loop: EventLoop
    let net: NetLoop

    init(
        limits: NetLimits = NetLimits(), loops: Int = 1, tls: TLSContextHolder? = nil, grace: Int = 2_000,
        address: SocketAddress = .ip("127.0.0.1", port: 0), _ respond: @escaping @Sendable (HTTPExchange) -> Void
    ) throws {
        var configuration = NetConfiguration(addresses: [address], logger: quiet)
        configuration.loopCount = loops
        configuration.limits = limits
        configuration.tls = tls
        configuration.graceMilliseconds = grace
        server = NetServer(configuration) { _ in ClosureService(respond) }
        self.address = try server.start()[0]
        loop = try EventLoop()
        net = try NetLoop(on: loop, limits: limits, logger: quiet)
    }

    var port: UInt16 { address.port ?? 0 }

    func url(_ path: String) throws -> NetURL {
        switch address {
        case .ip: try #require(NetURL("ws://\(address)\(path)"))
        case .unix(let socket): try #require(NetURL("ws+unix:\(socket):\(path)"))
        }
    }

    /// Runs the client's loop until `condition` holds; gives up after two minutes: a busy machine is no reason to fail.
    func run(until condition: () -> Bool) {
        guard let pulse = try? LoopTimer(on: loop, {}) else { return }
        try? pulse.start(everyMilliseconds: 1)
        let start = loop.now
        while !condition() && loop.now - start < 120_000 { loop.runOneTurn() }
        pulse.close()
    }

    /// Runs so many turns, of a millisecond at most each.
    func runTurns(_ count: Int) {
        var turns = 0
        run {
            turns += 1
            return turns > count
        }
    }

    /// Opens a WebSocket that keeps what it is told.
    func open(_ path: String, options: WebSocketClient.Options = WebSocketClient.Options()) throws -> Recorder {
        let recorder = Recorder()
        var outcome: Result<WebSocketClient.Opened, NetError>?
        WebSocketClient.connect(to: try url(path), on: net, options: options) { _ in
            recorder
        } then: {
            outcome = $0
        }
        run { outcome != nil }
        recorder.opened = try #require(outcome).get()
        return recorder
    }

    /// Sends raw bytes on a new connection and returns what comes until the server ends it, or until `enough`.
    func exchange(_ text: String, enough: @escaping ([UInt8]) -> Bool = { _ in false }) throws -> String {
        let sink = RawSink()
        let stream = try ByteStream.connect(to: address, on: loop) { outcome in
            guard case .success(let stream) = outcome else { return }
            try? stream.start(sink)
            stream.write(Array(text.utf8))
        }
        run { sink.isOver || enough(sink.bytes) }
        stream.close()
        return String(decoding: sink.bytes, as: UTF8.self)
    }

    /// Waits until the server accepts no more connections: it has taken its order to stop.
    func waitUntilRefused() throws {
        var isRefused = false
        while !isRefused {
            var outcome: Result<ByteStream, UVError>?
            let stream = try ByteStream.connect(to: address, on: loop) { outcome = $0 }
            run { outcome != nil }
            if case .failure = try #require(outcome) { isRefused = true }
            stream.close()
        }
    }

    func stop() {
        net.close()
        loop.close()
        server.stop()
        server.wait()
    }
}

/// A service made of one closure.
final class ClosureService: HTTPService {
    private let closure: (HTTPExchange) -> Void
    init(_ closure: @escaping (HTTPExchange) -> Void) { self.closure = closure }
    func respond(to exchange: HTTPExchange) { closure(exchange) }
}

/// A client's delegate that keeps what it was told.
final class Recorder: WebSocketPeerDelegate {
    var opened: WebSocketClient.Opened?
    private(set) var messages: [WebSocketMessage] = []
    private(set) var closure: WebSocketClosure?

    var peer: WebSocketPeer {
        get throws { try #require(opened).peer }
    }
    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) { messages.append(message) }
    func webSocketDidDrain(_ peer: WebSocketPeer) {}
    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) { self.closure = closure }
}

/// Keeps raw bytes.
final class RawSink: StreamDelegate {
    private(set) var bytes: [UInt8] = []
    private(set) var isOver = false
    func streamDidRead(_ bytes: Span<UInt8>) { for index in bytes.indices { self.bytes.append(bytes[index]) } }
    func streamDidEnd() { isOver = true }
    func streamDidDrain() {}
    func streamDidFail(_ error: UVError) { isOver = true }
}

/// Returns each message.
final class Echo: WebSocketPeerDelegate {
    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {
        peer.send(message.kind, message.payload.span)
    }
    func webSocketDidDrain(_ peer: WebSocketPeer) {}
    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) {}
}

/// Accepts WebSockets that echo, with our own compression when it is offered.
@Sendable func echo(_ exchange: HTTPExchange) { exchange.acceptWebSocket({ _ in Echo() }, deflate: DeflatePolicy()) }

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
