/// What a stream tells its owner, on the loop's thread. The stream holds its delegate until it is closed.
public protocol StreamDelegate: AnyObject {
    /// Bytes came, 1 to `EventLoop.readBufferByteCount` of them. They are gone when this returns.
    func streamDidRead(_ bytes: Span<UInt8>)
    /// The peer will send no more; what is written still reaches it.
    func streamDidEnd()
    /// All that was queued has been given to the kernel.
    func streamDidDrain()
    /// Our end has left, after all that was queued before it.
    func streamDidShutDown()
    /// The connection broke. The owner closes the stream; nothing else is called before that.
    func streamDidFail(_ error: UVError)
}

extension StreamDelegate {
    /// Nothing more is to be done.
    public func streamDidShutDown() {}
}
