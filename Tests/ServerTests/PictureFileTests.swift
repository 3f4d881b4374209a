import Fuzz
import Testing

@testable import Server

@Suite struct PictureFileTests {
    @Test(arguments: PictureSamples.files.map { ($0.key, $0.value) })
    func aPictureSaysWhatItIsAndHowLarge(kind: PictureFile.Kind, bytes: [UInt8]) throws {
        let file = try PictureFile(bytes)
        #expect(file.kind == kind && file.width == 4 && file.height == 3)
    }

    @Test func webPHasThreeForms() throws {
        #expect(try PictureFile(PictureSamples.losslessWebP).width == 4)
        var canvas = Array("RIFF".utf8) + [22, 0, 0, 0] + Array("WEBPVP8X".utf8) + [10, 0, 0, 0]
        canvas += [0, 0, 0, 0, 99, 1, 0, 2, 0, 0]
        #expect(try PictureFile(canvas).width == 356 && PictureFile(canvas).height == 3)
    }

    /// A file that is cut off is known as such, wherever it is cut.
    @Test(arguments: PictureSamples.files.map { ($0.key, $0.value) })
    func whatIsCutOffIsBroken(kind: PictureFile.Kind, bytes: [UInt8]) {
        // The end marks of GIF and of WebP's padding may be missing: all of the picture is there.
        let ends = [PictureFile.Kind.gif: 1, .webp: 0, .png: 0, .jpeg: 0]
        for count in 12..<bytes.count - (ends[kind] ?? 0) {
            #expect(throws: PictureFile.Flaw.broken) { try PictureFile(Array(bytes[..<count])) }
        }
    }

    @Test(arguments: [
        "", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<?xml version='1.0'?><svg/>", "%PDF-1.7", "BM", "II*\0",
        "\0\0\u{1}\0",
        "push graphic-context", "#!/bin/sh", "RIFF0000WAVE", "GIF88a", "\u{FEFF}GIF89a",
    ])
    func whatIsNoneOfTheFourIsNotTaken(text: String) {
        #expect(throws: PictureFile.Flaw.notAPicture) { try PictureFile(Array(text.utf8)) }
    }

    @Test(arguments: [(8_193, 1), (1, 8_193), (10_000, 10_000), (5_000, 4_001), (0x7FFF_FFFF, 0x7FFF_FFFF)])
    func whatIsLargerThanItsFileIsNotDecoded(width: Int, height: Int) {
        var png = PictureSamples.png
        for (place, value) in [(16, width), (20, height)] {
            for index in 0..<4 { png[place + index] = UInt8(truncatingIfNeeded: value >> (24 - 8 * index)) }
        }
        #expect(throws: PictureFile.Flaw.tooLarge) { try PictureFile(png) }
    }

    @Test func apictureWithoutPixelsIsBroken() {
        var png = PictureSamples.png
        png[19] = 0
        #expect(throws: PictureFile.Flaw.broken) { try PictureFile(png) }
    }

    /// A first picture that reaches past the screen of its GIF counts with all that it needs.
    @Test func aGIFIsAsLargeAsItsFirstPicture() throws {
        var gif = PictureSamples.gif
        let start = try #require(gif.firstIndex(of: 0x2C))
        (gif[start + 1], gif[start + 2]) = (0, 0x80)
        #expect(throws: PictureFile.Flaw.tooLarge) { try PictureFile(gif) }
    }

    /// Whatever the bytes, the answer is a size or a flaw.
    @Test(arguments: UInt64(0)..<64)
    func anyBytesAreAnswered(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for original in PictureSamples.files.values {
            for _ in 0..<200 {
                var bytes = original
                for _ in 0...Int.random(in: 0..<4, using: &generator) {
                    let index = Int.random(in: 0..<bytes.count, using: &generator)
                    bytes[index] = UInt8.random(in: 0...255, using: &generator)
                }
                if Bool.random(using: &generator) {
                    bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
                }
                do throws(PictureFile.Flaw) {
                    let file = try PictureFile(bytes)
                    #expect(file.width * file.height <= PictureLimits.areaLimit)
                } catch {}
            }
        }
    }
}
