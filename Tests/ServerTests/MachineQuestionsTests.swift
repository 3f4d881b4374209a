import EventLoop
import Testing

@testable import Server

@Suite struct MachineQuestionsTests {
    @Test func nothingIsHeldBehindAnAnswer() throws {
        let loop = try EventLoop()
        let questions = MachineQuestions(on: loop)
        var answers: [Int] = []
        let numbers = (0..<3).map { index in questions.ask { _ in answers.append(index) } }
        #expect(!questions.isIdle && Set(numbers).count == 3)
        for number in numbers.reversed() { questions.answer(number, .done) }
        #expect(answers == [2, 1, 0] && questions.isIdle)
        questions.answer(numbers[0], .done)
        #expect(answers.count == 3)
        loop.close()
    }
}
