import EventLoop

/// What the agent says of one request.
enum AgentReply {
    /// The process of what was asked for, as this system numbers it.
    case started(process: Int32)
    /// A sandbox stands; the process is its first.
    case ready(process: Int32)
    /// The other end of what was asked for.
    case opened(OwnedDescriptor)
    /// It could not be done; what was started ends, too.
    case failed(String)
    /// The process has ended; nothing follows.
    case ended(ProgramEnd)
}

/// A packet of the agent: `kind id text`.
struct AgentPacket: Equatable {
    enum Kind: String { case started, ready, opened, failed, ended }

    let kind: Kind
    /// The request's, but of `ended` the process.
    let id: UInt32
    let text: String

    /// nil for what the agent does not say.
    init?(_ bytes: [UInt8]) {
        let parts = String(decoding: bytes, as: UTF8.self).split(
            separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let kind = Kind(rawValue: String(parts[0])), let id = UInt32(parts[1]) else {
            return nil
        }
        (self.kind, self.id, text) = (kind, id, String(parts[2]))
    }

    /// `status 0` or `signal 9`.
    var end: ProgramEnd? {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let number = Int(parts[1]) else { return nil }
        return parts[0] == "status" ? .status(number) : .signal(number)
    }
}
