/// How a number of a known range is written (rule W8).
enum NumberForm {
    /// At most 256 values: the distance from the lower bound in as many bits as the greatest distance needs.
    case bits(Int)
    /// More values, none negative: the distance from the lower bound as a varint.
    case varint
    /// More values, some negative: 0, -1, 1, -2, 2, … as the varint 0, 1, 2, 3, 4, …
    case zigZag

    init(_ range: ClosedRange<Int>) {
        let distance = range.upperBound - range.lowerBound
        if distance < 256 {
            self = .bits(Int.bitWidth - distance.leadingZeroBitCount)
        } else {
            self = range.lowerBound < 0 ? .zigZag : .varint
        }
    }
}
