/// What `takhti bench hall` is to do. Times are milliseconds.
struct HallSettings {
    let viewers: Int
    let writers: Int
    let rooms: Int
    let replicas: Int
    let measured: UInt64
    let warmUp: UInt64
    let settle: UInt64
    let server: Int32?
    /// Whether the first viewer notes what comes to it when.
    let keepsTrace: Bool

    var clients: Int { viewers + writers }
}
