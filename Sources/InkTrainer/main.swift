import Glibc
import InkBench

// ink-trainer CORPUS FOLDER: trains the ink coder's tables on a folder of handwriting and writes them, for both languages, and
// those that score the corpus itself, into the project at FOLDER. The same corpus gives the same bytes.
let arguments = CommandLine.arguments
guard arguments.count == 3 else {
    print("usage: ink-trainer CORPUS FOLDER")
    exit(2)
}
do {
    let corpus = try Corpus(directory: arguments[1])
    let items = TrainingItem.items(corpus.sources.flatMap(\.strokes))
    let tables = TableText(InkTableLevels.packed(InkTraining(items).train()))
    try tables.swift.write(to: arguments[2] + "/Sources/Wire/Ink/InkTables.generated.swift")
    try tables.typeScript.write(to: arguments[2] + "/web-client/src/wire/ink/tables.generated.ts")
    try FoldText(corpus, items).swift.write(to: arguments[2] + "/Sources/InkBench/Training/FoldTables.generated.swift")
    print("\(tables.byteCount) bytes of tables from \(items.count) items of \(corpus.sources.count) sources")
} catch {
    print(error)
    exit(1)
}
