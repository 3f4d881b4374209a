import EventLoop

/// Spreads what a machine prints over time: a budget for each window, and what was read beyond it waits for the next.
final class MachinePacing {
    private(set) var budget = MachineWork.turnBudget
    private var waiting: [UInt8] = []
    private var timer: LoopTimer?
    private var isRunning = false

    /// - Parameter onWindow: A new window begins, and something may have waited for it.
    init(on loop: EventLoop, onWindow: @escaping () -> Void) throws(UVError) {
        timer = try LoopTimer(on: loop) { [weak self] in
            self?.begin()
            onWindow()
        }
    }

    /// Whether nothing more may be read before the next window.
    var isExhausted: Bool { budget <= 0 || !waiting.isEmpty }

    /// `count` bytes were taken; `rest` of them was not, because their work was worth the whole budget.
    func spent(_ count: Int, rest: [UInt8]) {
        budget = rest.isEmpty ? budget - count : 0
        waiting = rest
        guard !isRunning else { return }
        isRunning = true
        do throws(UVError) { try timer?.start(afterMilliseconds: MachineWork.window) } catch { begin() }
    }

    private func begin() {
        isRunning = false
        budget = MachineWork.turnBudget
    }

    /// What waited.
    func takeWaiting() -> [UInt8] {
        defer { waiting = [] }
        return waiting
    }

    func close() {
        timer?.close()
        timer = nil
    }
}
