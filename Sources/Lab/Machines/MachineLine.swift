import EventLoop

/// A connection to a port of a machine that no loop watches yet. Closed with the last reference unless a stream was made of it.
public struct MachineLine {
    let descriptor: OwnedDescriptor
    let isTCP: Bool

    /// The connection on a loop, whose thread this is; once. The caller starts and closes it.
    public func stream(on loop: EventLoop) throws(UVError) -> ByteStream {
        try ByteStream.adopting(descriptor, isTCP: isTCP, on: loop)
    }
}
