import Classroom
import Wire

/// What was measured in a hall, as JSON.
struct HallReport {
    private let settings: HallSettings
    private var ledger = HallLedger()
    private var lost = 0
    private var outOfOrder = 0
    private var reconnects = 0
    private var rejections: [Rejection: Int] = [:]
    private var unacknowledged = 0
    private var strokes = 0
    private var missingStrokes = 0
    private var comparison = HallFingerprints.Comparison()
    private var cpuNanoseconds: UInt64?
    var memory: Double?

    init(_ settings: HallSettings) { self.settings = settings }

    mutating func add(_ part: HallFingerprints.Comparison) {
        comparison.compared += part.compared
        comparison.unequal += part.unequal
        comparison.missing += part.missing
    }

    mutating func take(_ ledger: HallLedger, _ clients: [HallClient], _ writers: [HallWriter], _ probe: ServerProbe) {
        self.ledger = ledger
        cpuNanoseconds = probe.cpuNanoseconds
        for client in clients {
            lost += client.lost
            outOfOrder += client.outOfOrder
            reconnects += client.reconnects
            unacknowledged += client.lesson.pending.count
            rejections.merge(client.rejections) { $0 + $1 }
        }
        lost += comparison.missing
        countStrokes(clients, writers)
    }

    /// Each stroke that a writer began has to be on the page of a replica of its room.
    private mutating func countStrokes(_ clients: [HallClient], _ writers: [HallWriter]) {
        for writer in writers {
            strokes += writer.begun.count
            guard
                let page = clients.first(where: { $0.isReplica && $0.target.code == writer.client.target.code })?
                    .lesson.room.page(Room.firstPageTopic)
            else { continue }
            let outbox = writer.client.lesson.handle
            missingStrokes += writer.begun.count { page.strokes[ItemName(outbox: outbox, counter: $0)] == nil }
        }
    }

    /// Whether all have the same lesson, and nothing that was said is missing.
    var isSound: Bool {
        lost == 0 && outOfOrder == 0 && comparison.unequal == 0 && unacknowledged == 0 && missingStrokes == 0
    }

    /// One object on one line.
    var json: String {
        let seconds = Double(settings.measured) / 1_000
        let viewers = Double(max(1, settings.clients))
        var fields = [
            ("viewers", "\(settings.viewers)"), ("writers", "\(settings.writers)"), ("rooms", "\(settings.rooms)"),
            ("delivered", "\(ledger.delivered)"), ("delivered_per_s", decimal(Double(ledger.delivered) / seconds)),
            ("p50_us", decimal(ledger.histogram.microseconds(at: 0.5))),
            ("p99_us", decimal(ledger.histogram.microseconds(at: 0.99))),
            ("max_us", decimal(Double(ledger.longest) / 1_000)), ("lost", "\(lost)"), ("out_of_order", "\(outOfOrder)"),
            ("bytes_per_s_per_viewer", decimal(Double(ledger.deliveredBytes) / seconds / viewers)),
            ("strokes", "\(strokes)"), ("missing_strokes", "\(missingStrokes)"),
            ("unacknowledged", "\(unacknowledged)"), ("reconnects", "\(reconnects)"),
            ("compared", "\(comparison.compared)"), ("unequal", "\(comparison.unequal)"),
        ]
        if !rejections.isEmpty {
            let list = rejections.sorted { "\($0.key)" < "\($1.key)" }.map { "\"\($0.key)\":\($0.value)" }
            fields.append(("rejected", "{\(list.joined(separator: ","))}"))
        }
        if let cpuNanoseconds {
            fields.append(("server_cpu_share", decimal(Double(cpuNanoseconds) / 1e9 / seconds)))
            if ledger.delivered > 0 {
                fields.append(
                    ("server_cpu_us_per_delivered", decimal(Double(cpuNanoseconds) / 1e3 / Double(ledger.delivered))))
            }
        }
        if let memory { fields.append(("server_pss_per_viewer", decimal(memory))) }
        return "{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }

    /// With three digits after the point.
    private func decimal(_ value: Double) -> String {
        let thousandths = Int64((value * 1_000).rounded())
        let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1_000)
        return "\(thousandths < 0 ? "-" : "")\(whole).\(String(1_000 + rest).dropFirst())"
    }
}
