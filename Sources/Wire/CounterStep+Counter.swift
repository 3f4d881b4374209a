extension CounterStep {
    /// The shortest way to say `counter` after `last` (rule T5).
    public init(to counter: Counter, after last: Counter) {
        switch counter - last {
        case 0: self = .same
        case 1: self = .next
        default: self = .given(counter: counter)
        }
    }

    /// The counter that is meant after `last`; 0 when `same` repeats a counter that never was.
    public func counter(after last: Counter) -> Counter {
        switch self {
        case .next: last + 1
        case .same: last
        case .given(let counter): counter
        }
    }
}
