import HTTP
import Net

/// Returns a request's body while it comes, no faster than the client takes it. The answer begins when the body is complete or long,
/// so that a short one that turns out malformed is still answered with 400.
final class BodyEcho {
    private unowned let exchange: HTTPExchange
    private var held: [UInt8] = []
    private var hasBegun = false

    /// Bytes held back before the answer begins.
    private static let heldByteLimit = 65_536

    static func begin(_ exchange: HTTPExchange) {
        guard exchange.hasBody else { return exchange.respond(status: 200) }
        let echo = BodyEcho(exchange)
        exchange.readBody({ echo.pass($0) }, end: { _ in echo.end() })
    }

    private init(_ exchange: HTTPExchange) { self.exchange = exchange }

    private var head: HTTPResponseHead {
        HTTPResponseHead(
            status: 200, fields: ["Content-Type": exchange.request.fields["Content-Type"] ?? "application/octet-stream"]
        )
    }

    private func pass(_ piece: [UInt8]) {
        guard hasBegun || held.count + piece.count > BodyEcho.heldByteLimit else { return held += piece }
        if !hasBegun {
            hasBegun = true
            exchange.begin(head, body: .chunked)
            if !held.isEmpty { exchange.write(held) }
            held = []
        }
        exchange.write(piece)
        guard exchange.shouldWait else { return }
        exchange.pauseBody()
        exchange.whenDrained { [exchange] in exchange.resumeBody() }
    }

    private func end() { if hasBegun { exchange.end() } else { exchange.begin(head, body: .bytes(held)) } }
}
