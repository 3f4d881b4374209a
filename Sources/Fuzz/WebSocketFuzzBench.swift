import WebSocket

/// Makes the inputs, and keeps what is costly to make: environments with their pools, compressors, inflaters.
final class WebSocketFuzzBench {
    private let environments: [WebSocketEnvironment]
    private var deflaters: [Int: Deflater] = [:]
    let inflater = Inflater()

    init() {
        let tight = WebSocketLimits(frameByteLimit: 48, messageByteLimit: 64, inflatedByteLimit: 96)
        let wide = WebSocketLimits(frameByteLimit: 1 << 16, messageByteLimit: 1 << 16, inflatedByteLimit: 1 << 16)
        environments = [tight, wide].flatMap { limits in
            [WebSocketRole.server, .client].map { WebSocketEnvironment(role: $0, limits: limits, makeMask: { 0 }) }
        }
    }

    func environment(_ role: WebSocketRole, isTight: Bool) -> WebSocketEnvironment {
        environments[(isTight ? 0 : 2) + (role == .server ? 0 : 1)]
    }

    /// Every combination of parameters, and none in a third of all cases.
    static func parameters(_ random: inout SplitMix64) -> DeflateParameters? {
        guard !random.oneIn(3) else { return nil }
        return DeflateParameters(
            serverNoContextTakeover: !random.oneIn(4), clientNoContextTakeover: !random.oneIn(4),
            serverWindowBits: UInt8(8 + random.below(8)), clientWindowBits: UInt8(8 + random.below(8)))
    }

    private func deflater(windowBits: Int) -> Deflater? {
        if let deflater = deflaters[windowBits] { return deflater }
        deflaters[windowBits] = Deflater(windowBits: windowBits, keepsContext: false, memoryLevel: 1)
        return deflaters[windowBits]
    }

    /// DEFLATE in little: an empty block, a sync flush, a final block, a code that does not exist.
    static let deflateWords: [[UInt8]] = [
        [0x00], [0x00, 0x00, 0xFF, 0xFF], [0x03, 0x00], [0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00], [0x06],
        [0x00, 0x05, 0x00, 0xFA, 0xFF, 0x48, 0x65, 0x6C, 0x6C, 0x6F],
    ]

    /// A compressed payload of text or noise.
    func compressed(_ random: inout SplitMix64) -> [UInt8] {
        compressed(random.oneIn(64) ? [UInt8](repeating: 0x61, count: 100_000) : content(&random), &random)
    }

    private func compressed(_ content: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        deflater(windowBits: 8 + random.below(8))?.compress(content.span) ?? []
    }
}

extension WebSocketFuzzBench {
    /// What might come to `role`: half of it mutated, a quarter valid, a quarter random.
    func input(to role: WebSocketRole, _ parameters: DeflateParameters?, _ random: inout SplitMix64) -> [UInt8] {
        let share = random.below(4)
        if share == 0 { return random.bytes(fewerThan: 48) }
        var input: [UInt8] = []
        for _ in 0...random.below(3) { appendMessage(to: &input, role, parameters, &random) }
        if share > 1 { random.mutate(&input, dictionary: Self.words) }
        return input
    }

    /// Headers on the edge: reserved bits and opcodes, lengths in every form, close codes.
    private static let words: [[UInt8]] = [
        [0x80], [0x00], [0x01], [0xC1], [0x81, 0xFE, 0x00, 0x7E], [0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0],
        [0x82, 0x7F, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x88, 0x80, 0, 0, 0, 0],
        [0x88, 0x02, 0x03, 0xE8],
        [0x89, 0x80, 0, 0, 0, 0], [0x8A, 0x00], [0x80, 0x80, 0, 0, 0, 0], [0xF0, 0x9F, 0x98, 0x80], [0xED, 0xA0, 0x80],
    ]

    private func appendMessage(
        to input: inout [UInt8], _ role: WebSocketRole, _ parameters: DeflateParameters?, _ random: inout SplitMix64
    ) {
        switch random.below(12) {
        case 0: append(.ping, random.bytes(fewerThan: 126), to: &input, role, &random)
        case 1: append(.pong, random.bytes(fewerThan: 126), to: &input, role, &random)
        case 2: append(.close, closePayload(&random), to: &input, role, &random)
        default:
            let isCompressed = parameters != nil && random.oneIn(2)
            let content = content(&random)
            appendFragments(
                isCompressed ? compressed(content, &random) : content, isCompressed, to: &input, role, &random)
        }
    }

    private func appendFragments(
        _ payload: [UInt8], _ isCompressed: Bool, to input: inout [UInt8], _ role: WebSocketRole,
        _ random: inout SplitMix64
    ) {
        let cuts = random.oneIn(2) || payload.isEmpty ? [payload.count] : random.cuts(of: payload.count)
        var start = 0
        for (index, end) in cuts.enumerated() {
            let opcode: WebSocketOpcode = index > 0 ? .continuation : random.oneIn(2) ? .text : .binary
            WebSocketFrame.append(
                opcode, payload[start..<end].span, isFinal: index == cuts.count - 1,
                isCompressed: isCompressed && index == 0, mask: mask(role, &random), to: &input)
            if random.oneIn(8) { append(.ping, [1, 2], to: &input, role, &random) }
            start = end
        }
    }

    private func append(
        _ opcode: WebSocketOpcode, _ payload: [UInt8], to input: inout [UInt8], _ role: WebSocketRole,
        _ random: inout SplitMix64
    ) {
        WebSocketFrame.append(opcode, payload.span, mask: mask(role, &random), to: &input)
    }

    private func mask(_ role: WebSocketRole, _ random: inout SplitMix64) -> UInt32? {
        role == .server ? UInt32(truncatingIfNeeded: random.next()) : nil
    }

    private func closePayload(_ random: inout SplitMix64) -> [UInt8] {
        let code = [1000, 1001, 1005, 1011, 1015, 3000, 4999, 0][random.below(8)]
        return random.oneIn(4)
            ? random.bytes(fewerThan: 4) : [UInt8(code >> 8), UInt8(code & 0xFF)] + content(&random).prefix(40)
    }

    /// Text in several scripts, sometimes noise, of up to about 300 bytes.
    private func content(_ random: inout SplitMix64) -> [UInt8] {
        if random.oneIn(6) { return random.bytes(fewerThan: 200) }
        let words = ["takhti ", "تختی ", "κόσμε ", "😀", "slate", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]
        var text = ""
        for _ in 0..<random.below(10) { text += words[random.below(words.count)] }
        return [UInt8](text.utf8)
    }
}
