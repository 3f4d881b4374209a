/// What all connections of one loop and one role share. A connection refers to it and so stays small.
public final class WebSocketEnvironment {
    /// Which end its connections play.
    public let role: WebSocketRole
    /// What one of its connections may cost.
    public let limits: WebSocketLimits
    /// How its connections compress what they send.
    public let compression: CompressionSettings
    let pool: DeflatePool
    private let makeMask: () -> UInt32

    /// - Parameter makeMask: gives a client's masking keys, each unpredictable (RFC 6455 §5.3, §10.3). A server never asks.
    public init(
        role: WebSocketRole, limits: WebSocketLimits = WebSocketLimits(),
        compression: CompressionSettings = CompressionSettings(),
        makeMask: @escaping () -> UInt32 = WebSocketEnvironment.randomMask
    ) {
        self.role = role
        self.limits = limits
        self.compression = compression
        self.makeMask = makeMask
        pool = DeflatePool(compression)
    }

    /// A masking key from the system's generator.
    public static func randomMask() -> UInt32 { .random(in: .min ... .max) }

    /// The masking key of the next frame; none for a server.
    func nextMask() -> MaskKey? {
        switch role {
        case .server: nil
        case .client: MaskKey(word: makeMask())
        }
    }

    /// `payload` compressed without context, for any receiver whose window is at least `windowBits`; nil when it is short,
    /// does not shrink, or there is no memory.
    func compressed(_ payload: Span<UInt8>, windowBits: Int) -> [UInt8]? {
        guard payload.count >= compression.minimumByteCount else { return nil }
        guard let packed = pool.deflater(windowBits: windowBits)?.compress(payload) else { return nil }
        return packed.count < payload.count ? packed : nil
    }
}

@available(*, unavailable) extension WebSocketEnvironment: Sendable {}
