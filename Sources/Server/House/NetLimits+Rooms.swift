import Net
import Wire

extension NetLimits {
    /// What a client of a room may send at once: one message of the protocol.
    public mutating func fitRooms() {
        webSocket.messageByteLimit = WireLimits.clientMessageByteLimit
        webSocket.frameByteLimit = WireLimits.clientMessageByteLimit
        webSocket.inflatedByteLimit = WireLimits.clientMessageByteLimit
    }
}
