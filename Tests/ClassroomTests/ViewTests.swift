import Classroom
import ClassroomTesting
import Testing
import Wire
import WireTesting

@Suite struct ViewTests {
    /// old + (new - old) = new, for tallies as votes come, change and go.
    @Test(arguments: 1...30) func aDifferenceLeadsFromOneStateToTheNext(seed: UInt32) throws {
        var (room, seeded) = (try Class(), Seeded(seed: seed))
        let poll = try room.opens(seed % 2 == 0 ? .words : .multiple, options: seed % 2 == 0 ? 0 : 4)
        var (before, steps) = (View.tally(room.tally(poll)), 0)
        for _ in 0..<60 {
            let actor = [room.writer, room.listener, room.teacher][seeded.below(3)]
            let word = ["tea", "Tea", "rice", "بن", "salt", "bread"][seeded.below(6)]
            let answer = seed % 2 == 0 ? Answer.words(words: [word]) : .options(options: [seeded.below(4)])
            _ = try? room.vote(poll, seeded.below(12) == 0 ? .nothing : answer, actor)
            let after = View.tally(room.tally(poll))
            if let step = after.difference(from: before) {
                #expect(before.merged(with: step) == after)
                steps += 1
            }
            before = after
        }
        #expect(steps > 20)
    }
}
