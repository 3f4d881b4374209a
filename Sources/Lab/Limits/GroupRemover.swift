import EventLoop

/// Removes the control group of a machine that has ended: the kernel needs a moment to let its processes go.
final class GroupRemover {
    private let group: ControlGroup
    private let then: () -> Void
    private var timer: LoopTimer?
    private var attempts = MachineWork.removalAttempts

    /// - Parameter then: Called once, not from within this call; also when the group could not be removed, which the next start of a
    ///   server will try again.
    init(_ group: ControlGroup, on loop: EventLoop, then: @escaping () -> Void) {
        (self.group, self.then) = (group, then)
        do throws(UVError) {
            timer = try LoopTimer(on: loop) { self.attempt() }  // holds the remover until it is done
            try timer?.start(afterMilliseconds: 0)
        } catch { loop.offload({}) { then() } }
    }

    private func attempt() {
        attempts -= 1
        guard !group.remove(), attempts > 0 else { return finish() }
        do throws(UVError) { try timer?.start(afterMilliseconds: MachineWork.removalInterval) } catch { finish() }
    }

    private func finish() {
        let then = then
        timer?.close()
        timer = nil
        then()
    }
}
