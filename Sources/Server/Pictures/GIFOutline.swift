/// The blocks of a GIF file (CompuServe GIF89a), as far as its first picture.
enum GIFOutline {
    /// What the screen and the first picture need, when that is there to its end; nil for a file that is cut off.
    static func size(of bytes: [UInt8]) -> (width: Int, height: Int)? {
        var reader = PictureBytes(bytes, from: 6)
        guard let width = reader.littleEndian(2), let height = reader.littleEndian(2), let flags = reader.byte(),
            reader.take(2) != nil, skipColours(flags, &reader)
        else { return nil }
        while let block = reader.byte() {
            switch block {
            case 0x21: guard reader.take(1) != nil, skipData(&reader) else { return nil }
            case 0x2C: return picture(&reader).map { (max(width, $0.width), max(height, $0.height)) }
            default: return nil
            }
        }
        return nil
    }

    private static func picture(_ reader: inout PictureBytes) -> (width: Int, height: Int)? {
        guard let left = reader.littleEndian(2), let top = reader.littleEndian(2), let width = reader.littleEndian(2),
            let height = reader.littleEndian(2), let flags = reader.byte(), skipColours(flags, &reader),
            reader.take(1) != nil, skipData(&reader)
        else { return nil }
        return (left + width, top + height)
    }

    /// A table of colours, if the flags tell of one (§18, §20).
    private static func skipColours(_ flags: Int, _ reader: inout PictureBytes) -> Bool {
        flags & 0x80 == 0 || reader.take(3 << (flags & 7 + 1)) != nil
    }

    /// Blocks of data up to an empty one (§15).
    private static func skipData(_ reader: inout PictureBytes) -> Bool {
        while let length = reader.byte(), reader.take(length) != nil { if length == 0 { return true } }
        return false
    }
}
