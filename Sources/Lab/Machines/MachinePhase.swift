/// Where a machine is in its life.
public enum MachinePhase: Sendable, Equatable {
    /// Nothing of it runs.
    case stopped
    /// On the way to running.
    case starting
    /// It can be typed into.
    case running
    /// On the way to stopped.
    case stopping
}
