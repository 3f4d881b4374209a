import EventLoop

/// What was asked of machines on other loops and is not answered yet. One timer for all of them, while there are any.
final class MachineQuestions {
    private struct Question {
        let due: UInt64
        let answer: (MachineReply) -> Void
    }

    private let loop: EventLoop
    private var open: [Int: Question] = [:]
    private var count = 0
    private var timer: LoopTimer?

    /// Milliseconds that a machine has to answer.
    static let patience: UInt64 = 40_000

    init(on loop: EventLoop) { self.loop = loop }

    func close() {
        open = [:]
        stopTimer()
    }

    /// Whether all are answered, and so nothing is held.
    var isIdle: Bool { open.isEmpty && timer == nil }

    /// A new question's number. `answer` is called once, with a refusal after `patience`.
    func ask(_ answer: @escaping (MachineReply) -> Void) -> Int {
        count += 1
        open[count] = Question(due: loop.now + MachineQuestions.patience, answer: answer)
        startTimer()
        return count
    }

    /// The answer came.
    func answer(_ number: Int, _ reply: MachineReply) {
        let question = open.removeValue(forKey: number)
        if open.isEmpty { stopTimer() }
        question?.answer(reply)
    }

    private func startTimer() {
        guard timer == nil else { return }
        timer = try? LoopTimer(on: loop) { [weak self] in self?.refuseLate() }
        timer?.doesNotKeepLoopAlive()
        try? timer?.start(everyMilliseconds: 1_000)
    }

    private func stopTimer() {
        timer?.close()
        timer = nil
    }

    /// A machine that stops answers nothing any more.
    private func refuseLate() {
        for (number, question) in open where question.due <= loop.now { answer(number, .refused(.busy)) }
    }
}
