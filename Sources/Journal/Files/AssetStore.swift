import Foundation

/// Files named by their contents: `assets/ab/cdef…`, the SHA-256 in hexadecimal digits.
struct AssetStore: Sendable {
    let folder: Folder

    /// Keeps a file. One that is there already is not written again.
    func store(_ bytes: [UInt8]) throws -> [UInt8] {
        let id = SHA256.digest(bytes)
        let path = path(of: id)
        guard (try? size(path)) != bytes.count else { return id }
        try DurableFile.makeFolder((path as NSString).deletingLastPathComponent)
        try DurableFile.write(bytes, to: path, temporaryIn: folder.assets)
        return id
    }

    /// The file's bytes; nil if there is none.
    func read(_ id: [UInt8]) throws -> [UInt8]? {
        guard id.count == 32, FileManager.default.fileExists(atPath: path(of: id)) else { return nil }
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(of: id))))
    }

    /// Removes what a crash has left half written. The folder is ours, locked.
    func removeLeftovers() throws {
        for name in try names(in: folder.assets) where name.hasPrefix(DurableFile.temporaryPrefix) {
            unlink(folder.assets + "/" + name)
        }
    }

    /// All assets' ids, in the order of their names, and what else lies there.
    func list() throws -> (ids: [[UInt8]], strays: [String]) {
        var ids: [[UInt8]] = []
        var strays: [String] = []
        for outer in try names(in: folder.assets) {
            guard Hex.bytes(outer)?.count == 1, isFolder(folder.assets + "/" + outer) else {
                strays.append(outer)
                continue
            }
            for inner in try names(in: folder.assets + "/" + outer) {
                if let id = Hex.bytes(outer + inner), id.count == 32 {
                    ids.append(id)
                } else {
                    strays.append(outer + "/" + inner)
                }
            }
        }
        return (ids, strays)
    }

    func path(of id: [UInt8]) -> String {
        let name = Hex.string(id)
        return "\(folder.assets)/\(name.prefix(2))/\(name.dropFirst(2))"
    }

    private func size(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private func names(in path: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }
}
