/// Why a file could not be put into a machine or got from it.
public enum MachineFileError: Error, Sendable, Equatable {
    /// The machine is not running, or takes no files.
    case notAvailable
    /// Not a path from the home downwards.
    case badName
    /// More than was allowed.
    case tooLarge(limit: Int)
    /// No such file, no room, no permission, or it took too long.
    case failed
    /// Others are being transferred.
    case busy
}
