/// What a transport tells the protocol spoken over it. The transport holds its owner until it is closed.
protocol TransportOwner: AnyObject {
    /// Decrypted bytes came. They are gone when this returns.
    func transportDidRead(_ bytes: Span<UInt8>)
    /// The secure channel stands: time limits of the protocol itself begin.
    func transportDidSecure()
    /// The peer will send no more.
    func transportDidEnd()
    /// Everything that was sent has been given to the kernel.
    func transportDidDrain()
    /// The connection is gone; the transport has closed itself.
    func transportDidFail(_ error: NetError)
    /// The deadline that the owner set has passed.
    func transportDeadlinePassed()
    /// The server stops: finish what is under way, then close.
    func transportShouldFinish()
}

extension TransportOwner {
    /// Nothing begins.
    func transportDidSecure() {}
}
