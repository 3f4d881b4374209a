import Net
import TLS

/// How much of what.
struct LoadSettings {
    let mode: LoadMode
    let connections: Int
    let publishers: Int
    /// Messages a second of each sender; 0 for as fast as they return.
    let rate: Double
    /// Bytes of a message.
    let size: Int
    /// What the one publisher of a fan-out sends instead, once in each `measured`.
    let trace: MessageTrace?
    /// Milliseconds that count, and those before.
    let measured: UInt64
    let warmUp: UInt64
    /// The server's process id.
    let server: Int32?
}

/// Against whom.
struct LoadTarget {
    let url: NetURL
    let tls: TLSContext?
    let offersDeflate: Bool
    let resumes: Bool
}

/// A load that could not be run.
struct LoadFailure: Error, CustomStringConvertible {
    let description: String
}
