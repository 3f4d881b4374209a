/// The chunks of a PNG file (W3C PNG §5).
enum PNGOutline {
    /// What the header says, when the last chunk is there; nil for a file that is cut off.
    static func size(of bytes: [UInt8]) -> (width: Int, height: Int)? {
        var reader = PictureBytes(bytes, from: 8)
        var size: (Int, Int)?
        while let length = reader.bigEndian(4), let name = reader.take(4), let data = reader.take(length),
            reader.take(4) != nil
        {
            if size == nil {
                var header = PictureBytes(Array(data))
                guard name.elementsEqual("IHDR".utf8), let width = header.bigEndian(4), let height = header.bigEndian(4)
                else { return nil }
                size = (width, height)
            }
            if name.elementsEqual("IEND".utf8) { return size }
        }
        return nil
    }
}
