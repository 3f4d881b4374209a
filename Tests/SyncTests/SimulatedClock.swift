/// Time that passes from event to event; things at the same moment happen in the order they were planned.
final class SimulatedClock {
    private var plans: [(at: Int, order: Int, action: () -> Void)] = []
    private var count = 0
    private(set) var now = 1_000

    func after(_ delay: Int, _ action: @escaping () -> Void) {
        count += 1
        let plan = (at: now + max(0, delay), order: count, action: action)
        let index = plans.firstIndex { $0.at <= plan.at } ?? plans.count
        plans.insert(plan, at: index)  // the next one is the last
    }

    /// Lets everything happen that is planned up to `end`.
    func run(until end: Int) {
        while let plan = plans.last, plan.at <= end {
            plans.removeLast()
            now = max(now, plan.at)
            plan.action()
        }
        now = max(now, end)
    }
}
