/// The windows that one connection keeps between messages, where context takeover is negotiated (RFC 7692 §7.1.1). Each is made
/// with its first message.
final class TakeoverContexts {
    var inflater: Inflater?
    var deflater: Deflater?
}
