import Glibc

/// `wire-generator [--check or --release] [ROOT]`: writes what the schema of the project at ROOT (by default here) says, or checks
/// that it is written already, or keeps it as released. Exits with 1 when something differs or the schema is wrong.
func run() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let root = arguments.last { !$0.hasPrefix("--") } ?? "."
    let project = Project(root: root)
    if arguments.contains("--check") {
        try project.check()
    } else if arguments.contains("--release") {
        try project.release()
    } else {
        try project.write()
    }
}

do {
    try run()
} catch {
    complain("\(error)")
    exit(1)
}
