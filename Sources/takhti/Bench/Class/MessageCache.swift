import Wire

/// Decodes what many get in a row once.
struct MessageCache {
    private var last: (payload: [UInt8], message: ServerMessage)?

    mutating func decode(_ payload: [UInt8]) -> ServerMessage? {
        if let last, last.payload == payload { return last.message }
        guard let message = try? ServerMessage(decoding: payload) else { return nil }
        last = (payload, message)
        return message
    }
}
