import EventLoop

/// Waits until nothing of a machine that was ended is left, and removes its control group, which has to be empty for that: the kernel needs
/// a moment to let its processes go. Only then may another machine have its number, and so its user.
final class GroupRemover {
    private let group: ControlGroup
    private let user: Int
    private let namespace: String?
    private let loop: EventLoop
    private let onDelay: () -> Void
    private let then: () -> Void
    private var timer: LoopTimer?
    private var attempts = 0

    /// - Parameters:
    ///   - user: The machine's own, outside.
    ///   - namespace: Of its processes, once there are some. Where no group holds them, none of the user in it may be left.
    ///   - onDelay: Called again and again while it takes longer than it should.
    ///   - then: Called once, not from within this call.
    init(
        _ group: ControlGroup, user: Int, namespace: String?, on loop: EventLoop, onDelay: @escaping () -> Void,
        then: @escaping () -> Void
    ) {
        (self.group, self.user, self.namespace, self.loop) = (group, user, namespace, loop)
        (self.onDelay, self.then) = (onDelay, then)
        do throws(UVError) {
            timer = try LoopTimer(on: loop) { self.attempt() }  // holds the remover until it is done
            try timer?.start(afterMilliseconds: 0)
        } catch { attempt() }
    }

    private func attempt() {
        attempts += 1
        let (group, user, namespace) = (group, user, namespace)
        loop.offload({ Self.isGone(group, user, namespace) }) { [self] in $0 ? finish() : tryAgain() }
    }

    private static func isGone(_ group: ControlGroup, _ user: Int, _ namespace: String?) -> Bool {
        guard group.remove() else { return false }
        guard group.joinFiles.isEmpty, let namespace else { return true }
        return !ProcessTable.hasLiving(ofUser: user, in: namespace)
    }

    private func tryAgain() {
        let isLate = attempts >= MachineWork.removalAttempts
        if isLate { onDelay() }
        let pause = isLate ? MachineWork.lateRemovalInterval : MachineWork.removalInterval
        do throws(UVError) { try timer?.start(afterMilliseconds: pause) } catch { attempt() }
    }

    private func finish() {
        let then = then
        timer?.close()
        timer = nil
        then()
    }
}
