/// What was measured, as JSON.
struct LoadReport {
    let settings: LoadSettings
    let connections: Int
    var delivered: UInt64 = 0
    var histogram = LatencyHistogram()
    var lost: UInt64 = 0
    var duplicates: UInt64 = 0
    var cpuNanoseconds: UInt64?
    var memoryPerConnection: Double?
    /// Connections that each loop of the server took, when it says so.
    var loopShares: [Int: Int] = [:]
    /// Handshakes that resumed a TLS session.
    var resumed = 0

    init(_ settings: LoadSettings, connections: Int) {
        self.settings = settings
        self.connections = connections
    }

    /// One object on one line.
    var json: String {
        var fields = [
            ("mode", "\"\(settings.mode.rawValue)\""), ("connections", "\(connections)"), ("size", "\(settings.size)"),
            ("delivered", "\(delivered)"),
            ("delivered_per_s", number(Double(delivered) * 1000 / Double(settings.measured))),
            ("p50_us", number(histogram.microseconds(at: 0.5))), ("p99_us", number(histogram.microseconds(at: 0.99))),
            ("p999_us", number(histogram.microseconds(at: 0.999))), ("lost", "\(lost)"),
            ("duplicates", "\(duplicates)"),
        ]
        if settings.mode == .fanout {
            fields += [("publishers", "\(settings.publishers)"), ("rate", number(settings.rate))]
        }
        if let cpuNanoseconds {
            if delivered > 0 {
                fields.append(
                    ("server_cpu_us_per_delivered", number(Double(cpuNanoseconds) / 1000 / Double(delivered))))
            }
            fields.append(("server_cpu_share", number(Double(cpuNanoseconds) / 1e6 / Double(settings.measured))))
        }
        // A server that was not fresh gives memory back, too: then this says nothing.
        if let memoryPerConnection, memoryPerConnection >= 0, settings.mode != .storm {
            fields.append(("server_pss_per_connection", number(memoryPerConnection)))
        }
        if !loopShares.isEmpty {
            let shares = loopShares.sorted { $0.key < $1.key }.map { "\($0.value)" }.joined(separator: ",")
            fields.append(("connections_by_loop", "[\(shares)]"))
        }
        if settings.mode == .storm { fields.append(("resumed", "\(resumed)")) }
        return "{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }

    /// With three digits after the point.
    private func number(_ value: Double) -> String {
        let thousandths = Int64((value * 1000).rounded())
        let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1000)
        let digits = String(1000 + rest).dropFirst()
        return "\(thousandths < 0 ? "-" : "")\(whole).\(digits)"
    }
}
