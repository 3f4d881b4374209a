/// A bound as the schema writes it: a number, or the name of a limit.
struct Bound: Equatable {
    var value: Int
    var name: String?
}
