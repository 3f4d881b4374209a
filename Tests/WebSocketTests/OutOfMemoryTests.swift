import Glibc
import Testing

@testable import WebSocket

@Suite struct OutOfMemoryTests {
    @Test func withoutMemoryThereIsNoInflater() {
        let inflater = Inflater(scratch: ScratchBuffer(), allocate: { _, _, _ in nil })
        #expect(inflater == nil)
    }

    @Test func aMessageThatNeedsAWindowForWhichThereIsNoMemoryIsRefused() throws {
        let starved = Inflater(
            scratch: ScratchBuffer(),
            allocate: { _, count, size in count * size < 32_768 ? calloc(Int(count), Int(size)) : nil })
        let (inflater, deflater) = try (#require(starved), #require(Deflater(windowBits: 15, keepsContext: false)))
        #expect(throws: WebSocketError.outOfMemory) {
            try inflater.inflate(deflater.packed([1, 2, 3]).span) { _ in }
        }
    }
}
