import EventLoop
import HTTP
import Net
import WebSocket

/// The routes of `takhti echo` on one loop.
final class EchoService: HTTPService {
    private let net: NetLoop
    private let groups: FanOutGroups
    private let deflate: DeflatePolicy?
    private let folder: StaticFolder?

    init(on net: NetLoop, hub: FanOutHub, deflate: DeflatePolicy?, tickMilliseconds: UInt64, folder: String?) throws {
        self.net = net
        self.deflate = deflate
        self.folder = folder.map { StaticFolder($0, on: net) }
        groups = try FanOutGroups(on: net, hub: hub, isCompressing: deflate != nil, tickMilliseconds: tickMilliseconds)
    }

    func respond(to exchange: HTTPExchange) {
        if exchange.request.path == "/echo", exchange.request.method == .post { return BodyEcho.begin(exchange) }
        exchange.discardBody { [self] in route(exchange) }
    }

    private func route(_ exchange: HTTPExchange) {
        let path = exchange.request.path
        if path == "/echo" {
            accept(exchange) { _ in EchoPeer() }
        } else if path.hasPrefix("/fanout/") {
            let name = String(path.dropFirst("/fanout/".count))
            accept(exchange) { [groups] in groups.join(name, $0) }
        } else if path.hasPrefix("/static/"), let folder {
            folder.serve(path.dropFirst("/static".count), to: exchange)
        } else if let page = EchoPage.at(path) {
            show(page, exchange)
        } else {
            exchange.respond(status: 404, text: "not found")
        }
    }

    /// A WebSocket for those who ask for one.
    private func accept(_ exchange: HTTPExchange, _ delegate: (WebSocketPeer) -> any WebSocketPeerDelegate) {
        if exchange.asksForWebSocket {
            exchange.acceptWebSocket(delegate, deflate: deflate, fields: ["Takhti-Loop": "\(net.index)"])
        } else {
            exchange.respond(status: 426, fields: ["Upgrade": "websocket", "Connection": "Upgrade"])
        }
    }

    private func show(_ page: EchoPage, _ exchange: HTTPExchange) {
        switch exchange.request.method {
        case .get, .head: exchange.respond(status: 200, fields: page.fields, body: page.bytes)
        case .post, .put, .delete, .options, .patch, .connect, .trace:
            exchange.respond(status: 405, fields: ["Allow": "GET, HEAD"])
        }
    }

    func loopWillEnd() { groups.close() }
}

/// Returns each message.
private final class EchoPeer: WebSocketPeerDelegate {
    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {
        peer.send(message.kind, message.payload.span)
    }
    func webSocketDidDrain(_ peer: WebSocketPeer) {}
    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) {}
}
