import Fuzz
import Testing
import Wire

@Suite struct InkVectorTests {
    @Test(arguments: try InkStrokeVector.load())
    func strokesAgreeWithVectors(_ vector: InkStrokeVector) throws {
        var encoder = InkStrokeEncoder(vector.format)
        var decoder = InkStrokeDecoder()
        for (index, input) in vector.input.enumerated() {
            let bytes = try encoder.encode(
                input.samples, duration: input.duration, start: input.start, isLast: input.isLast)
            #expect(bytes == vector.bytes[index])
            var chunk = try decoder.decode(bytes.span)
            chunk.format = vector.format
            #expect(chunk == vector.chunks[index])
        }
        #expect(decoder.isOver && encoder.isOver && decoder.sampleCount == encoder.sampleCount)
    }

    @Test(arguments: try InkPageVector.load())
    func pagesAgreeWithVectors(_ vector: InkPageVector) throws {
        var encoder = InkPageEncoder()
        var decoder = InkPageDecoder()
        for (slice, bytes) in zip(vector.slices, vector.bytes) {
            for stroke in slice { try encoder.append(stroke) }
            let coded = try encoder.finishSlice()
            #expect(coded == bytes)
            let read = try decoder.decode(coded.span)
            #expect(read == slice)
        }
    }

    @Test(arguments: try InkMalformedVector.load())
    func malformedInkBreaksItsRule(_ vector: InkMalformedVector) throws {
        var stroke = InkStrokeDecoder()
        var page = InkPageDecoder()
        func decode(_ bytes: [UInt8]) throws(InkError) {
            if vector.isStroke { _ = try stroke.decode(bytes.span) } else { _ = try page.decode(bytes.span) }
        }
        for bytes in vector.bytes.dropLast() { try decode(bytes) }
        let before = stroke.sampleCount
        let last = try #require(vector.bytes.last)
        let error = #expect(throws: InkError.self) { try decode(last) }
        #expect(error?.rule == vector.rule && stroke.sampleCount == before)
        let after = #expect(throws: InkError.self) { try decode([0, 0, 0, 0]) }
        #expect(after == (vector.isStroke ? .strokeIsOver : .pageIsOver))
    }

    @Test func inputsFromAVectorsSeedComeToItsDigest() throws {
        let fuzz = InkFuzz(
            strokes: try InkStrokeVector.load().map(\.bytes), pages: try InkPageVector.load().map(\.bytes))
        for entry in try WireVectors.entries("ink-digests.json") {
            let report = fuzz.run(iterations: try entry.number("inputs"), seed: UInt64(try entry.number("seed")))
            #expect(report.failures == [])
            #expect(report.accepted == (try entry.number("accepted")))
            #expect(Int(report.digest) == (try entry.number("digest")))
        }
    }
}
