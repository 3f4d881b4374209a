/// A file that says it is a picture, as far as one can see without decoding it: what sort it is, how large it says it is, and that its end is there.
struct PictureFile: Equatable {
    /// What is taken. Others, such as SVG, can hold more than a picture.
    enum Kind: String {
        case png, jpeg, webp, gif
    }

    /// Why a file is not taken.
    enum Flaw: Error {
        /// It is none of these sorts.
        case notAPicture
        /// Its end is missing, or it contradicts itself.
        case broken
        /// It has more pixels than `PictureLimits` allow.
        case tooLarge
    }

    let kind: Kind
    let width: Int
    let height: Int

    /// - Throws: what is wrong with `bytes`.
    init(_ bytes: [UInt8]) throws(Flaw) {
        guard let kind = Kind(of: bytes) else { throw .notAPicture }
        let size: (width: Int, height: Int)? =
            switch kind {
            case .png: PNGOutline.size(of: bytes)
            case .jpeg: JPEGOutline.size(of: bytes)
            case .webp: WebPOutline.size(of: bytes)
            case .gif: GIFOutline.size(of: bytes)
            }
        guard let size, size.width > 0, size.height > 0 else { throw .broken }
        guard max(size.width, size.height) <= PictureLimits.sideLimit,
            size.width * size.height <= PictureLimits.areaLimit
        else { throw .tooLarge }
        (self.kind, width, height) = (kind, size.width, size.height)
    }
}

extension PictureFile.Kind {
    /// By the first bytes; nobody's word for it counts.
    fileprivate init?(of bytes: [UInt8]) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) {
            self = .gif
        } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
            self = .webp
        } else {
            return nil
        }
    }
}

/// Reads fields of a picture's file. Never reads past the end.
struct PictureBytes {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8], from start: Int = 0) { rest = bytes.dropFirst(start) }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard (0...rest.count).contains(count) else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func byte() -> Int? { take(1).flatMap { $0.first }.map(Int.init) }
    mutating func bigEndian(_ count: Int) -> Int? { take(count)?.reduce(0) { $0 << 8 | Int($1) } }
    mutating func littleEndian(_ count: Int) -> Int? { take(count)?.reversed().reduce(0) { $0 << 8 | Int($1) } }
}
