import Classroom
import EventLoop
import Net
import Wire

/// Writes recorded strokes with their own timing, a chunk every 33 ms.
final class HallWriter {
    let client: HallClient
    private let strokes: [HallStroke]
    private let net: NetLoop
    private var timer: LoopTimer?
    private var next: Int
    private var pen: Pen?
    /// When the next pen comes down, in the loop's milliseconds.
    private var downAt: UInt64
    private var isStopping = false
    /// Names of the strokes begun: the counters of their commands.
    private(set) var begun: [Counter] = []

    private static let chunkMilliseconds: UInt64 = 33
    private static let style = StrokeStyle(tool: .pen, colour: .palette(index: 0), width: 24)

    private struct Pen {
        let stroke: HallStroke
        let since: UInt64
        var encoder: InkStrokeEncoder
        var sent = 0
        var told = 0
    }

    init(_ client: HallClient, _ number: Int, _ strokes: [HallStroke], on net: NetLoop) {
        (self.client, self.strokes, self.net) = (client, strokes, net)
        next = number * 97 % max(1, strokes.count)
        downAt = net.now
    }

    func start() throws {
        timer = try LoopTimer(on: net.loop) { [unowned self] in step() }
        downAt = net.now + UInt64.random(in: 0...200)
        try timer?.start(everyMilliseconds: HallWriter.chunkMilliseconds)
    }

    /// Lets the pen go up and writes no more.
    func stop() {
        isStopping = true
        step()
    }

    func close() {
        timer?.close()
        timer = nil
    }

    private func step() {
        if var pen {
            self.pen = nil
            if write(&pen) { self.pen = pen } else { downAt = net.now + UInt64.random(in: 60...240) }
        } else if !isStopping, net.now >= downAt {
            let stroke = strokes[next]
            next = (next + 1) % strokes.count
            pen = Pen(stroke: stroke, since: net.now, encoder: InkStrokeEncoder(stroke.format))
        }
    }

    /// Sends the samples that are due; false when the pen is up.
    private func write(_ pen: inout Pen) -> Bool {
        let elapsed = Int(net.now - pen.since)
        let times = pen.stroke.times
        var end = pen.sent
        while end < times.count, isStopping || times[end] <= elapsed, end - pen.sent < 128 { end += 1 }
        guard end > pen.sent else { return true }
        let isLast = end == times.count || isStopping
        let duration = min(max(0, times[end - 1] - pen.told), InkLimits.timeLimit)
        let samples = Array(pen.stroke.samples[pen.sent..<end])
        guard
            let chunk = try? pen.encoder.encode(
                samples, duration: duration, start: min(elapsed, InkLimits.timeLimit), isLast: isLast)
        else { return false }
        if pen.sent == 0 {
            client.ask(
                .page(
                    command: .beginStroke(
                        page: .topic(topic: Room.firstPageTopic), contact: 0, style: HallWriter.style, chunk: chunk)))
            begun.append(client.lesson.lastCounter)
        } else {
            client.ask(.page(command: .continueStroke(contact: 0, chunk: chunk)))
        }
        (pen.told, pen.sent) = (times[end - 1], end)
        return !isLast
    }
}
