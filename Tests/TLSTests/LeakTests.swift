import COpenSSL
import Glibc
import Testing

@testable import TLS

@Suite struct LeakTests {
    /// In a process of its own, where every block of OpenSSL is counted from the first.
    @Test func aThousandHandshakesLeakNothing() async {
        await #expect(processExitsWith: .success) {
            guard LiveBlocks.install() else { exit(2) }
            let rounds = try HandshakeRounds()
            for _ in 0..<10 { try rounds.run() }
            let before = LiveBlocks.count
            for _ in 0..<200 { try rounds.run() }
            let after = LiveBlocks.count
            guard before > 0, after == before else {
                print("\(before) blocks before, \(after) after")
                exit(3)
            }
        }
    }
}
