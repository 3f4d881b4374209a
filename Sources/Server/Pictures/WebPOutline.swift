/// The chunks of a WebP file (RFC 9649).
enum WebPOutline {
    /// What the first chunk says, when all that the file's head promises is there.
    static func size(of bytes: [UInt8]) -> (width: Int, height: Int)? {
        guard let length = length(of: bytes[...]), length <= bytes.count else { return nil }
        var reader = PictureBytes(bytes, from: 12)
        guard let name = reader.take(4), let length = reader.littleEndian(4), let data = reader.take(length) else {
            return nil
        }
        var chunk = PictureBytes(Array(data))
        switch String(decoding: name, as: UTF8.self) {
        case "VP8X": return canvas(&chunk)
        case "VP8 ": return lossy(&chunk)
        case "VP8L": return lossless(&chunk)
        default: return nil
        }
    }

    /// Bytes of the file that begins `bytes`, by its head; nil where none begins.
    static func length(of bytes: ArraySlice<UInt8>) -> Int? {
        var reader = PictureBytes(Array(bytes.prefix(12)))
        guard reader.take(4)?.elementsEqual("RIFF".utf8) == true, let length = reader.littleEndian(4),
            reader.take(4)?.elementsEqual("WEBP".utf8) == true
        else { return nil }
        return length + 8
    }

    /// RFC 9649 §2.7.
    private static func canvas(_ chunk: inout PictureBytes) -> (Int, Int)? {
        guard chunk.take(4) != nil, let width = chunk.littleEndian(3), let height = chunk.littleEndian(3) else {
            return nil
        }
        return (width + 1, height + 1)
    }

    /// RFC 6386 §9.1: 14 bits each, behind the start code; the others scale.
    private static func lossy(_ chunk: inout PictureBytes) -> (Int, Int)? {
        guard chunk.take(3) != nil, chunk.take(3)?.elementsEqual([0x9D, 0x01, 0x2A]) == true,
            let width = chunk.littleEndian(2), let height = chunk.littleEndian(2)
        else { return nil }
        return (width & 0x3FFF, height & 0x3FFF)
    }

    /// RFC 9649 §3.4.
    private static func lossless(_ chunk: inout PictureBytes) -> (Int, Int)? {
        guard chunk.byte() == 0x2F, let bits = chunk.littleEndian(4) else { return nil }
        return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
    }
}
