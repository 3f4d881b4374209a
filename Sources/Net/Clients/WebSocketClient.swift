import EventLoop
import HTTP
import TLS
import WebSocket

/// Opens a WebSocket as a client.
public final class WebSocketClient: TransportOwner {
    /// What to ask for.
    public struct Options {
        /// Subprotocols offered, the preferred first.
        public var subprotocols: [String] = []
        /// permessage-deflate as offered; nil for none.
        public var deflate: DeflateOffer?
        /// Further fields of the request, such as `Cookie` and `Origin`.
        public var fields: HTTPFields = [:]
        /// Who is trusted, for `wss`.
        public var tls: TLSContext?
        /// A TLS session to resume.
        public var session: [UInt8]?
        /// From the call to the end of the handshake, in milliseconds.
        public var timeLimit = 30_000

        /// Nothing special.
        public init() {}
    }

    /// What the handshake brought.
    public struct Opened {
        /// The open WebSocket; messages reach the delegate that `connect` was given.
        public let peer: WebSocketPeer
        /// What the server agreed to.
        public let agreement: ClientHandshake.Agreement
        /// All fields of the server's answer.
        public let fields: HTTPFields
        /// The version of TLS and whether the session was resumed; nil when plain.
        public let tls: (version: TLSVersion?, isResumed: Bool)?
    }

    private let url: NetURL
    private let options: Options
    private let handshake: ClientHandshake
    private let makeDelegate: (WebSocketPeer) -> any WebSocketPeerDelegate
    private var then: ((Result<Opened, NetError>) -> Void)?
    private var http: HTTPClientConnection
    private var transport: Transport?

    /// Connects to `url`. `then` is called once, on the loop's thread; a delegate is made just before it, when the handshake succeeded.
    public static func connect(
        to url: NetURL, on net: NetLoop, options: Options = Options(),
        delegate: @escaping (WebSocketPeer) -> any WebSocketPeerDelegate,
        then: @escaping (Result<Opened, NetError>) -> Void
    ) {
        let client = WebSocketClient(url, options, net.limits.http, delegate, then)
        ClientTransport.connect(to: url, on: net, tls: options.tls, resuming: options.session) { outcome in
            switch outcome {
            case .success(let transport): client.begin(over: transport)
            case .failure(let error): client.finish(.failure(error))
            }
        }
    }

    private init(
        _ url: NetURL, _ options: Options, _ limits: HTTPLimits,
        _ delegate: @escaping (WebSocketPeer) -> any WebSocketPeerDelegate,
        _ then: @escaping (Result<Opened, NetError>) -> Void
    ) {
        (self.url, self.options, makeDelegate, self.then) = (url, options, delegate, then)
        http = HTTPClientConnection(limits: limits)
        var generator = SystemRandomNumberGenerator()
        let nonce = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        handshake = ClientHandshake(nonce: nonce, subprotocols: options.subprotocols, deflate: options.deflate)
    }

    private func begin(over transport: Transport) {
        self.transport = transport
        do {
            try transport.start(self)
            transport.deadline = transport.net.now + UInt64(options.timeLimit)
            var fields: HTTPFields = ["Host": url.authority]
            for (name, value) in handshake.fields { fields.append(name, value) }
            for field in options.fields { fields.append(field.name, field.value) }
            transport.send(try http.send(HTTPRequestHead(target: url.target, fields: fields)))
        } catch let error as HTTPSendError {
            fail(.sending(error))
        } catch let error as NetError {
            fail(error)
        } catch {
            fail(.ended)
        }
    }

    func transportDidRead(_ bytes: Span<UInt8>) {
        http.receive(bytes)
        do throws(HTTPError) {
            while let event = try http.next() {
                if case .head(let head, _) = event { return answered(head) }
            }
        } catch {
            fail(.http(error))
        }
    }

    private func answered(_ head: HTTPResponseHead) {
        guard let transport else { return }
        do throws(ClientHandshakeError) {
            let agreement = try handshake.accept(status: head.status, values: head.fields.values(of:))
            let connection = WebSocketConnection(transport.net.clientEnvironment, deflate: agreement.deflate)
            let peer = WebSocketPeer(
                connection, over: transport, isClient: true, subprotocol: agreement.subprotocol)
            let tls = transport.session.map { (version: $0.version, isResumed: $0.isResumed) }
            let leftover = http.takeUpgrade()
            let delegate = makeDelegate(peer)
            finish(.success(Opened(peer: peer, agreement: agreement, fields: head.fields, tls: tls)))
            peer.start(delegate, leftover: leftover)
        } catch {
            fail(.handshake(error))
        }
    }

    private func fail(_ error: NetError) {
        transport?.close()
        finish(.failure(error))
    }

    private func finish(_ outcome: Result<Opened, NetError>) {
        let then = then
        self.then = nil
        transport = nil
        then?(outcome)
    }

    func transportDidEnd() { fail(.ended) }
    func transportDidDrain() {}
    func transportDidFail(_ error: NetError) { finish(.failure(error)) }
    func transportDeadlinePassed() { fail(.timeout) }
    func transportShouldFinish() { fail(.ended) }
}
