import ClassroomTesting
import Foundation
import Testing

/// `TAKHTI_BENCH=1 swift test -c release -Xswiftc -enable-testing --filter BenchTests` measures.
@Suite struct BenchTests {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["TAKHTI_BENCH"] != nil))
    func theClassroomIsMeasured() throws {
        let result = try ClassroomBench().run()
        print(result)
        #expect(result.chunk < 1_000)
    }
}
