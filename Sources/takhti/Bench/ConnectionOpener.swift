import Net
import WebSocket

/// Opens many connections, a bounded number at a time.
final class ConnectionOpener {
    private let target: LoadTarget
    private let net: NetLoop
    private let count: Int
    private let makeDelegate: (Int, WebSocketPeer) -> any WebSocketPeerDelegate
    private var then: ((Result<[Int: Int], any Error>) -> Void)?
    private var begun = 0
    private var opened = 0
    /// Connections that each loop of the server took, by what it says in `Takhti-Loop`.
    private var loopShares: [Int: Int] = [:]

    private static let concurrency = 128

    /// - Parameter makeDelegate: Gets the number of the connection.
    init(
        _ count: Int, to target: LoadTarget, on net: NetLoop,
        _ makeDelegate: @escaping (Int, WebSocketPeer) -> any WebSocketPeerDelegate
    ) {
        (self.count, self.target, self.net, self.makeDelegate) = (count, target, net, makeDelegate)
    }

    /// `then` is called once, when all are open or one could not be opened.
    func start(then: @escaping (Result<[Int: Int], any Error>) -> Void) {
        self.then = then
        for _ in 0..<min(count, ConnectionOpener.concurrency) { openNext() }
    }

    private func openNext() {
        let number = begun
        begun += 1
        WebSocketClient.connect(to: target.url, on: net, options: target.options) { [makeDelegate] in
            makeDelegate(number, $0)
        } then: { [self] outcome in
            switch outcome {
            case .success(let connection): didOpen(connection)
            case .failure(let error): finish(.failure(LoadFailure(description: "connection \(number): \(error)")))
            }
        }
    }

    private func didOpen(_ connection: WebSocketClient.Opened) {
        if let loop = connection.fields["Takhti-Loop"].flatMap({ Int($0) }) { loopShares[loop, default: 0] += 1 }
        opened += 1
        if opened == count { finish(.success(loopShares)) } else if begun < count { openNext() }
    }

    private func finish(_ outcome: Result<[Int: Int], any Error>) {
        let then = then
        self.then = nil
        then?(outcome)
    }
}

extension LoadTarget {
    var options: WebSocketClient.Options {
        var options = WebSocketClient.Options()
        options.tls = tls
        if offersDeflate {
            options.deflate = DeflateOffer(serverNoContextTakeover: true, clientNoContextTakeover: true)
        }
        return options
    }
}
