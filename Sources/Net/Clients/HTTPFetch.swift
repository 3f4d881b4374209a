import EventLoop
import HTTP
import TLS

/// One request and its whole answer, over a connection of its own.
public final class HTTPFetch: TransportOwner {
    /// An answer.
    public struct Answer: Sendable {
        /// Its status and fields.
        public let head: HTTPResponseHead
        /// Its body.
        public let body: [UInt8]
    }

    private let request: HTTPRequestHead
    private let body: [UInt8]
    private let bodyByteLimit: Int
    private var http: HTTPClientConnection
    private var then: ((Result<Answer, NetError>) -> Void)?
    private var transport: Transport?
    private var head: HTTPResponseHead?
    private var received: [UInt8] = []

    /// Sends `request` with `body` to the server of `url`; the request's target is what it says, `Host` is added. `then` is called once, on
    /// the loop's thread.
    /// - Parameter bodyByteLimit: a longer answer is an error.
    public static func send(
        _ request: HTTPRequestHead, body: [UInt8] = [], to url: NetURL, on net: NetLoop, tls: TLSContext? = nil,
        bodyByteLimit: Int = 1_048_576, timeLimit: Int = 30_000, then: @escaping (Result<Answer, NetError>) -> Void
    ) {
        var request = request
        request.fields.set("Host", url.authority)
        request.fields.set("Connection", "close")
        let fetch = HTTPFetch(request, body, bodyByteLimit, net.limits.http, then)
        ClientTransport.connect(to: url, on: net, tls: tls, resuming: nil) { outcome in
            switch outcome {
            case .success(let transport): fetch.begin(over: transport, timeLimit)
            case .failure(let error): fetch.finish(.failure(error))
            }
        }
    }

    private init(
        _ request: HTTPRequestHead, _ body: [UInt8], _ bodyByteLimit: Int, _ limits: HTTPLimits,
        _ then: @escaping (Result<Answer, NetError>) -> Void
    ) {
        (self.request, self.body, self.bodyByteLimit, self.then) = (request, body, bodyByteLimit, then)
        http = HTTPClientConnection(limits: limits)
    }

    private func begin(over transport: Transport, _ timeLimit: Int) {
        self.transport = transport
        do {
            try transport.start(self)
            transport.deadline = transport.net.now + UInt64(timeLimit)
            transport.send(try http.send(request, body: body.isEmpty ? .none : .bytes(body)))
        } catch let error as HTTPSendError {
            finish(.failure(.sending(error)))
        } catch let error as NetError {
            finish(.failure(error))
        } catch {
            finish(.failure(.ended))
        }
    }

    func transportDidRead(_ bytes: Span<UInt8>) {
        http.receive(bytes)
        advance()
    }

    private func advance() {
        do throws(HTTPError) {
            while let event = try http.next() {
                switch event {
                case .informational: break
                case .head(let head, _): self.head = head
                case .body(let piece):
                    received += piece
                    if received.count > bodyByteLimit { return finish(.failure(.ended)) }
                case .end:
                    if let head { finish(.success(Answer(head: head, body: received))) }
                    return
                }
            }
        } catch { finish(.failure(.http(error))) }
    }

    private func finish(_ outcome: Result<Answer, NetError>) {
        let then = then
        self.then = nil
        transport?.close()
        transport = nil
        then?(outcome)
    }

    func transportDidEnd() {
        http.receiveEnd()
        advance()
        finish(.failure(.ended))
    }
    func transportDidDrain() {}
    func transportDidFail(_ error: NetError) { finish(.failure(error)) }
    func transportDeadlinePassed() { finish(.failure(.timeout)) }
    func transportShouldFinish() { finish(.failure(.ended)) }
}
