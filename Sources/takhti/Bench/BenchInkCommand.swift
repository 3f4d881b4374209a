import ArgumentParser
import InkBench

/// `takhti bench ink`: what handwriting costs.
struct BenchInkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ink",
        abstract: "Code recorded handwriting in every mode and print what it costs, for each source.",
        discussion: """
            DIR holds .jsonl files of one stroke a line: {"source":"…","page":"…","points":[[x,y,pressure|null,t_ms|null],…]}, x and \
            y in px of a page 1920 wide, rounded to 1/8 px, pressure 0 to 255. Strokes are coded as live chunks of 33, 50 and \
            100 ms and as snapshots of their pages, decoded, and compared: the exit is not 0 when a sample is farther from what is \
            drawn than its mode promises. Writers that the shipped tables were trained on are scored with tables trained without \
            them. Bytes are those of the coder, with its counts and end marks, without the messages around them.
            """)

    @Argument(help: "The folder of handwriting.")
    var directory: String
    @Flag(help: "Add rows for JSON that zlib deflated and for differences in varints, on the same strokes.")
    var compare = false
    @Option(
        help:
            "Instead, write a page of 2,000 strokes and 100,000 samples to this file, as knots, and time its decoding.")
    var page: String?

    func run() throws {
        if let page {
            try InkBench.page(directory: directory, path: page)
        } else {
            try InkBench.run(directory: directory, compare: compare)
        }
    }
}
