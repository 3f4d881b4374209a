/// Takes the framing off a received body and gives its bytes as they come.
struct BodyDecoder: Sendable {
    private enum State: Sendable {
        case length(remaining: Int)
        case untilClose
        case chunkLine(ChunkLineParser)
        case chunkData(remaining: Int)
        case chunkReturn
        case chunkLineFeed
        case trailers(FieldSectionParser, position: Int)
        case complete
    }

    private var state: State
    private var extensionBytes = 0
    /// Bytes of body given so far.
    private(set) var byteCount = 0
    /// The trailers, once the body is complete.
    private(set) var trailers = HTTPFields()

    init(_ kind: HTTPBodyKind) {
        switch kind {
        case .none: state = .complete
        case .length(let length): state = .length(remaining: length)
        case .chunked: state = .chunkLine(ChunkLineParser())
        case .untilClose: state = .untilClose
        }
    }

    /// Whether the whole body was read.
    var isComplete: Bool {
        if case .complete = state { true } else { false }
    }

    /// Whether the end of the connection ends this body well.
    var endsWithConnection: Bool {
        if case .untilClose = state { true } else { false }
    }

    /// Takes from `input` what there is of the body and puts it behind `output`. On an error `output` still has all
    /// bytes before it.
    mutating func decode(
        _ input: inout InputBuffer, into output: inout [UInt8], _ limits: HTTPLimits
    ) throws(HTTPError) {
        while !input.isEmpty, !isComplete {
            guard try step(&input, &output, limits) else { return }
        }
    }

    /// One part of the framing. False when more input is needed.
    private mutating func step(
        _ input: inout InputBuffer, _ output: inout [UInt8], _ limits: HTTPLimits
    ) throws(HTTPError) -> Bool {
        switch state {
        case .length(let remaining):
            let rest = remaining - move(remaining, &input, &output)
            state = rest == 0 ? .complete : .length(remaining: rest)
        case .untilClose:
            _ = move(limits.bodyByteLimit - byteCount, &input, &output)
            guard input.isEmpty else { throw .bodyTooLong }
        case .chunkLine(let line): try readChunkLine(line, &input, limits)
        case .chunkData(let remaining):
            let rest = remaining - move(remaining, &input, &output)
            state = rest == 0 ? .chunkReturn : .chunkData(remaining: rest)
        case .chunkReturn: try expect(.carriageReturn, &input, then: .chunkLineFeed)
        case .chunkLineFeed: try expect(.lineFeed, &input, then: .chunkLine(ChunkLineParser()))
        case .trailers(let section, let position):
            return try readTrailers(section, position, &input, limits)
        case .complete: return false
        }
        return true
    }

    private mutating func move(_ limit: Int, _ input: inout InputBuffer, _ output: inout [UInt8]) -> Int {
        let count = min(limit, input.count)
        byteCount += count
        if output.isEmpty {
            output = input.take(count)
        } else {
            output.append(contentsOf: input.bytes[input.start..<input.start + count])
            input.drop(count)
        }
        return count
    }

    private mutating func readChunkLine(
        _ start: ChunkLineParser, _ input: inout InputBuffer, _ limits: HTTPLimits
    ) throws(HTTPError) {
        var line = start
        while !input.isEmpty {
            let isComplete = try line.take(input.bytes[input.start], &extensionBytes)
            input.drop(1)
            guard extensionBytes <= limits.chunkExtensionByteLimit else { throw .chunkExtensionsTooLong }
            if isComplete {
                guard line.size <= limits.bodyByteLimit - byteCount else { throw .bodyTooLong }
                state = line.size > 0 ? .chunkData(remaining: line.size) : .trailers(.init(origin: 0), position: 0)
                return
            }
        }
        state = .chunkLine(line)
    }

    private mutating func expect(
        _ wanted: UInt8, _ input: inout InputBuffer, then next: State
    ) throws(HTTPError) {
        guard input.bytes[input.start] == wanted else { throw .malformedChunkEnd }
        input.drop(1)
        state = next
    }

    private mutating func readTrailers(
        _ section: FieldSectionParser, _ start: Int, _ input: inout InputBuffer, _ limits: HTTPLimits
    ) throws(HTTPError) -> Bool {
        var (section, position) = (section, start)
        let isComplete = try section.parse(
            input.bytes.span.extracting(droppingFirst: input.start), at: &position,
            byteLimit: limits.trailerByteLimit, countLimit: limits.trailerCountLimit)
        guard isComplete else {
            state = .trailers(section, position: position)
            return false
        }
        trailers = HTTPFields(bytes: input.take(position), ranges: section.ranges)
        guard !TrailerRule.isForbidden(in: trailers) else { throw .forbiddenTrailer }
        state = .complete
        return true
    }
}
