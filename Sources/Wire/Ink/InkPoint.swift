/// A point as it is coded: steps of the format's grid, and coded pressure.
struct InkPoint: Equatable, Sendable {
    var x = 0
    var y = 0
    var pressure = 0
}
