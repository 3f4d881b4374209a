import Wire

extension View {
    /// What holds it.
    public var topicKind: TopicKind {
        switch self {
        case .counts: .counts
        case .tally: .tally
        case .pace: .pace
        case .screen: .screen
        case .metrics: .metrics
        case .leaderboard: .leaderboard
        case .attendance: .attendance
        case .house: .house
        }
    }

    /// What changed since an earlier state (V1); nil where a difference says no less than the whole.
    public func difference(from old: View) -> View? {
        switch (self, old) {
        case (.tally(let new), .tally(let old)): new.difference(from: old).map(View.tally)
        case (.attendance(let new), .attendance(let old)): .attendance(new.difference(from: old))
        case (.metrics(let new), .metrics(let old)): .metrics(new.difference(from: old))
        case (.pace(let new), .pace(let old)): .pace(new.difference(from: old))
        default: nil
        }
    }

    /// The later state, from an earlier one and what changed since.
    public func merged(with difference: View) -> View {
        switch (self, difference) {
        case (.tally(let old), .tally(let new)): .tally(old.merged(with: new))
        case (.attendance(let old), .attendance(let new)): .attendance(old.merged(with: new))
        case (.metrics(let old), .metrics(let new)): .metrics(old.merged(with: new))
        case (.pace(let old), .pace(let new)): .pace(old.merged(with: new))
        default: difference
        }
    }
}

extension TallyView {
    /// Rows that are new or changed, with their words if they are new; nil when rows went.
    fileprivate func difference(from old: TallyView) -> TallyView? {
        let before = Dictionary(old.rows.map { ($0.row, $0) }) { $1 }
        guard rows.count(where: { before[$0.row] != nil }) == before.count else { return nil }
        let changed = rows.filter { before[$0.row] != $0 }.map { row in
            var row = row
            if before[row.row]?.word == row.word { row.word = nil }
            return row
        }
        return TallyView(answered: answered, rows: changed)
    }

    fileprivate func merged(with difference: TallyView) -> TallyView {
        var merged = Dictionary(rows.map { ($0.row, $0) }) { $1 }
        for var row in difference.rows {
            row.word = row.word ?? merged[row.row]?.word
            merged[row.row] = row
        }
        return TallyView(answered: difference.answered, rows: merged.values.sorted { $0.row < $1.row })
    }
}

extension PaceView {
    /// Steps that are new or changed. Those that are too old to be said stay where they are known.
    fileprivate func difference(from old: PaceView) -> PaceView {
        let before = Dictionary(old.steps.map { ($0.at, $0) }) { $1 }
        return PaceView(steps: steps.filter { before[$0.at] != $0 })
    }

    fileprivate func merged(with difference: PaceView) -> PaceView {
        let both = Dictionary((steps + difference.steps).map { ($0.at, $0) }) { $1 }
        return PaceView(steps: both.values.sorted { $0.at < $1.at }.suffix(WireLimits.paceLimit))
    }
}

extension AttendanceView {
    /// Those who are new or whose part changed.
    fileprivate func difference(from old: AttendanceView) -> AttendanceView {
        let before = Dictionary(old.people.map { ($0.participant, $0) }) { $1 }
        return AttendanceView(people: people.filter { before[$0.participant] != $0 })
    }

    fileprivate func merged(with difference: AttendanceView) -> AttendanceView {
        let both = Dictionary((people + difference.people).map { ($0.participant, $0) }) { $1 }
        return AttendanceView(people: both.values.sorted { $0.participant < $1.participant })
    }
}

extension MetricsView {
    /// What changed. What was known and is not any more stays as it was.
    fileprivate func difference(from old: MetricsView) -> MetricsView {
        func changed<Value: Equatable>(_ field: KeyPath<MetricsView, Value?>) -> Value? {
            self[keyPath: field] == old[keyPath: field] ? nil : self[keyPath: field]
        }
        return MetricsView(
            cpu: changed(\.cpu), memory: changed(\.memory), processes: changed(\.processes),
            received: changed(\.received), sent: changed(\.sent), disk: changed(\.disk))
    }

    fileprivate func merged(with difference: MetricsView) -> MetricsView {
        MetricsView(
            cpu: difference.cpu ?? cpu, memory: difference.memory ?? memory,
            processes: difference.processes ?? processes, received: difference.received ?? received,
            sent: difference.sent ?? sent, disk: difference.disk ?? disk)
    }
}
