import Glibc
import InkBench

// ink-trainer CORPUS SWIFT-FILE TYPESCRIPT-FILE: trains the ink coder's tables on a folder of handwriting and writes them
// for both languages. The same corpus gives the same bytes.
let arguments = CommandLine.arguments
guard arguments.count == 4 else {
    print("usage: ink-trainer CORPUS SWIFT-FILE TYPESCRIPT-FILE")
    exit(2)
}
do {
    let corpus = try Corpus(directory: arguments[1])
    let items = TrainingItem.items(corpus.sources.flatMap(\.strokes))
    let text = TableText(InkTableLevels.packed(InkTraining(items).train()), sources: corpus.sources.map(\.name))
    try text.swift.write(to: arguments[2])
    try text.typeScript.write(to: arguments[3])
    print("\(text.byteCount) bytes of tables from \(items.count) items of \(corpus.sources.count) sources")
} catch {
    print(error)
    exit(1)
}
