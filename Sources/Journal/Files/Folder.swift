/// Where things are in a data folder.
struct Folder: Sendable {
    let path: String

    init(_ path: String) { self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path }

    var database: String { path + "/journal.db" }
    var lock: String { path + "/journal.lock" }
    var assets: String { path + "/assets" }
}
