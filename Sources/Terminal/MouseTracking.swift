/// Which movements of the mouse a program wants to hear of (xterm ctlseqs, "Mouse Tracking").
public enum MouseTracking: UInt8, Equatable, Hashable, Sendable, CaseIterable {
    /// None.
    case none
    /// ?1000: buttons.
    case buttons
    /// ?1002: buttons, and movement while one is down.
    case drag
    /// ?1003: buttons and every movement.
    case motion

    /// The tracking that a private number names.
    init?(privateNumber number: Int) {
        switch number {
        case 1000: self = .buttons
        case 1002: self = .drag
        case 1003: self = .motion
        default: return nil
        }
    }
}
