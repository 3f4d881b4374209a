import Net

/// A file on its way to a client: as fast as that takes it, and no faster. It lives, and so the room for it in memory is taken, until all is handed
/// over or the client is gone.
final class FileAnswer {
    private let bytes: [UInt8]
    private let share: FileShare?
    private var offset = 0

    /// Bytes handed over at once.
    private static let piece = 65_536

    init(_ bytes: [UInt8], holding share: FileShare?) { (self.bytes, self.share) = (bytes, share) }

    /// Writes what is left; the head was begun with the whole length. The exchange holds this while it waits.
    func write(to exchange: HTTPExchange) {
        while offset < bytes.count {
            guard exchange.isOpen else { return }
            guard !exchange.shouldWait else { return exchange.whenDrained { self.write(to: exchange) } }
            let end = min(offset + Self.piece, bytes.count)
            exchange.write(Array(bytes[offset..<end]))
            offset = end
        }
        exchange.end()
    }
}
