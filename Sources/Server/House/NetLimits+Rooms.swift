import HTTP
import Net
import Wire

extension NetLimits {
    /// What a client of a room may send at once: one message of the protocol, or a file. What takes a body has a limit of its own.
    public mutating func fitRooms() {
        http = HTTPLimits(bodyByteLimit: max(MachineDesk.uploadByteLimit, PictureLimits.uploadByteLimit))
        webSocket.messageByteLimit = WireLimits.clientMessageByteLimit
        webSocket.frameByteLimit = WireLimits.clientMessageByteLimit
        webSocket.inflatedByteLimit = WireLimits.clientMessageByteLimit
    }
}
