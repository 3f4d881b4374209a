/// The segments of a JPEG file (ITU-T T.81 §B).
enum JPEGOutline {
    /// What the frame's header says, when scans follow that end; nil for a file that is cut off.
    static func size(of bytes: [UInt8]) -> (width: Int, height: Int)? {
        var reader = PictureBytes(bytes, from: 2)
        var size: (Int, Int)?
        while let marker = marker(&reader) {
            guard marker != startOfScan else { return hasEnd(reader.rest) ? size : nil }
            guard let length = reader.bigEndian(2), length >= 2, let segment = reader.take(length - 2) else {
                return nil
            }
            if isFrame(marker) {
                var header = PictureBytes(Array(segment), from: 1)
                guard let height = header.bigEndian(2), let width = header.bigEndian(2) else { return nil }
                size = (width, height)
            }
        }
        return nil
    }

    private static let startOfScan = 0xDA
    private static let endOfImage: UInt8 = 0xD9

    /// Any number of 0xFF may stand before a marker (§B.1.1.2).
    private static func marker(_ reader: inout PictureBytes) -> Int? {
        guard reader.byte() == 0xFF else { return nil }
        while let byte = reader.byte() { if byte != 0xFF { return byte } }
        return nil
    }

    /// SOF0 to SOF15, without the tables that lie between (§B.1.1.3).
    private static func isFrame(_ marker: Int) -> Bool {
        (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
    }

    /// Cameras put more behind the end.
    private static func hasEnd(_ rest: ArraySlice<UInt8>) -> Bool {
        zip(rest, rest.dropFirst()).contains { $0 == 0xFF && $1 == endOfImage }
    }
}
