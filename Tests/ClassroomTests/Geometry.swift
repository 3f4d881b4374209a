import Classroom
import Testing
import Wire

/// Compares where strokes lie on two replicas.
enum Geometry {
    /// Every sample of `page` lies within 0.5 px of the line that `replica` has between the knots around it.
    static func expectNear(_ replica: Page?, _ page: Page?) throws {
        guard let replica, let page else { return }
        for (name, stroke) in page.strokes {
            let samples = try stroke.ink.samples().samples
            guard let other = replica.strokes[name], let line = other.ink.line else { continue }
            #expect(line.sampleCount == samples.count)
            let knots = line.indices.isEmpty ? Array(samples.indices) : line.indices
            for (index, sample) in samples.enumerated() {
                let next = knots.firstIndex { $0 >= index } ?? knots.count - 1
                let (from, to) = (line.points[max(0, next - 1)], line.points[next])
                #expect(distance(sample, from, to) <= 4.0001, "sample \(index) of \(name)")
            }
        }
    }

    private static func distance(_ point: InkSample, _ from: InkSample, _ to: InkSample) -> Double {
        let (x, y) = (Double(point.x - from.x), Double(point.y - from.y))
        let (dx, dy) = (Double(to.x - from.x), Double(to.y - from.y))
        let length = dx * dx + dy * dy
        let along = length == 0 ? 0 : min(max((x * dx + y * dy) / length, 0), 1)
        return ((x - along * dx) * (x - along * dx) + (y - along * dy) * (y - along * dy)).squareRoot()
    }
}
