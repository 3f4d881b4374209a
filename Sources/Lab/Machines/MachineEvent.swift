/// What a machine tells its creator, on its loop's thread and never from within a call to it.
public enum MachineEvent: Sendable, Equatable {
    /// It can be typed into.
    case running
    /// It has stopped, by itself or when asked to; the status of its shell, nil when that was ended.
    case stopped(status: Int?)
    /// It could not be started, or broke; it is stopped. The reason is for the lecturer.
    case failed(reason: String)
    /// It was to end and has not, and why; `stopped` or `failed` follows when it has.
    case delayed(reason: String)
    /// The screen is not what `takeState()` gave last. Told once, until it is taken again.
    case screenChanged
    /// A bell rang. Told once, until the state is taken.
    case rang
    /// The home could not be kept; the one of the stop before is.
    case homeNotKept(reason: String)
}
