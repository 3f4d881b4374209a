/// A straight line from the origin, in 1/8 px.
struct InkLine {
    let dx: Int
    let dy: Int

    /// Whether the point (`x`, `y`) is within the square root of `limit` of the line, ends included. Exact.
    func passes(_ x: Int, _ y: Int, _ limit: Int) -> Bool {
        let along = x * dx + y * dy
        let length = dx * dx + dy * dy
        if along <= 0 { return x * x + y * y <= limit }
        if along >= length { return (x - dx) * (x - dx) + (y - dy) * (y - dy) <= limit }
        let across = x * dy - y * dx
        // Squared only where it fits: the right side is below 2^44.
        return abs(across) < 1 << 22 && across * across <= length * limit
    }
}
