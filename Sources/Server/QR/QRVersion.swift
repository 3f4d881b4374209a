/// The measures of one version at level M (ISO/IEC 18004, tables 1, 7 and 9).
struct QRVersion {
    let number: Int
    /// Codewords of error correction in each block.
    let checkCount: Int
    /// Data codewords of each block.
    let blocks: [Int]
    /// Centres of the alignment patterns on either axis.
    let alignment: [Int]

    /// Modules of one side.
    var size: Int { 17 + 4 * number }
    /// Data codewords of all blocks.
    var dataCount: Int { blocks.reduce(0, +) }
    /// Bits of the length.
    var lengthBits: Int { number < 10 ? 8 : 16 }
    /// Bytes of text that fit.
    var capacity: Int { (dataCount * 8 - 4 - lengthBits) / 8 }

    static func smallest(for count: Int) -> QRVersion? { all.first { $0.capacity >= count } }

    private static let all = [
        QRVersion(number: 1, checkCount: 10, blocks: [16], alignment: []),
        QRVersion(number: 2, checkCount: 16, blocks: [28], alignment: [6, 18]),
        QRVersion(number: 3, checkCount: 26, blocks: [44], alignment: [6, 22]),
        QRVersion(number: 4, checkCount: 18, blocks: [32, 32], alignment: [6, 26]),
        QRVersion(number: 5, checkCount: 24, blocks: [43, 43], alignment: [6, 30]),
        QRVersion(number: 6, checkCount: 16, blocks: [27, 27, 27, 27], alignment: [6, 34]),
        QRVersion(number: 7, checkCount: 18, blocks: [31, 31, 31, 31], alignment: [6, 22, 38]),
        QRVersion(number: 8, checkCount: 22, blocks: [38, 38, 39, 39], alignment: [6, 24, 42]),
        QRVersion(number: 9, checkCount: 22, blocks: [36, 36, 36, 37, 37], alignment: [6, 26, 46]),
        QRVersion(number: 10, checkCount: 26, blocks: [43, 43, 43, 43, 44], alignment: [6, 28, 50]),
    ]
}
