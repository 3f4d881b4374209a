/// A picture as the server has made it: two files of WebP with nothing in them but pixels.
struct MadePicture: Equatable {
    let small: [UInt8]
    let large: [UInt8]
    /// Of the large one, in pixels.
    let width: Int
    let height: Int

    /// Takes apart what the sandbox wrote: the small file, then the large one. nil for anything else.
    init?(_ output: [UInt8]) {
        guard output.count <= PictureLimits.madeByteLimit, let end = WebPOutline.length(of: output[...]),
            end < output.count
        else { return nil }
        (small, large) = (Array(output[..<end]), Array(output[end...]))
        guard WebPOutline.length(of: large[...]) == large.count, WebPOutline.size(of: small) != nil,
            let size = WebPOutline.size(of: large), (1...PictureLimits.side).contains(size.width),
            (1...PictureLimits.side).contains(size.height)
        else { return nil }
        (width, height) = size
    }
}
