import WebSocket

/// What a WebSocket tells the program, on its loop's thread. The peer holds its delegate until it is closed.
public protocol WebSocketPeerDelegate: AnyObject {
    /// A whole message came.
    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage)
    /// All that was sent has been given to the kernel, after some of it had to wait.
    func webSocketDidDrain(_ peer: WebSocketPeer)
    /// The peer answered a ping, with its payload.
    func webSocket(_ peer: WebSocketPeer, didReceivePong payload: [UInt8])
    /// The end: nothing more is received or sent. Called exactly once.
    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure)
}

extension WebSocketPeerDelegate {
    /// A sign of life, which the peer itself looks after.
    public func webSocket(_ peer: WebSocketPeer, didReceivePong payload: [UInt8]) {}
}
