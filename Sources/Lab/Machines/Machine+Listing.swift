/// A file of a machine's home, as it was when it was listed.
public struct HomeFile: Sendable, Equatable {
    /// From the home downwards.
    public let name: String
    /// Its length.
    public let byteCount: Int
}

extension Machine {
    /// Files that one listing names.
    static let listingLimit = 1_000
    private static let listingByteLimit = 262_144

    /// The files of the home down to the second folder, without hidden ones, by name; at most `listingLimit` of them.
    /// - Parameter then: `.notAvailable` when the machine stops meanwhile, `.busy` while as many transfers run as may.
    public func list(then: @escaping (Result<[HomeFile], MachineFileError>) -> Void) {
        // Containers often have a find(1) without -printf, of busybox.
        let look = #"""
            if find . -maxdepth 0 -printf '' 2>/dev/null
            then find . -maxdepth 3 -name '.?*' -prune -o -type f -printf '%s\t%P\0'
            else find . -maxdepth 3 -name '.?*' -prune -o -type f -exec sh -c \
                'for f; do printf "%s\t%s\0" "$(stat -c %s "$f")" "${f#./}"; done' sh {} +
            fi | head -c "$1"
            """#
        guard transferring < MachineWork.transferLimit else { return later { then(.failure(.busy)) } }
        transfer(
            ["sh", "-c", look, "sh", "\(Self.listingByteLimit)"], output: .bytes(limit: Self.listingByteLimit + 1)
        ) {
            guard let outcome = $0 else { return then(.failure(.notAvailable)) }
            then(.success(Self.files(in: outcome.output)))
        }
    }

    /// Reads `LENGTH TAB NAME NUL`, which programs of the machine's wrote: what is no such line, or no name for people, is left out.
    static func files(in listing: [UInt8]) -> [HomeFile] {
        var files: [HomeFile] = []
        for line in listing.split(separator: 0) where files.count < listingLimit {
            let parts = line.split(separator: 0x09, maxSplits: 1)
            guard parts.count == 2, let length = Int(String(decoding: parts[0], as: UTF8.self)), length >= 0,
                let name = String(validating: parts[1], as: UTF8.self), MachineTemplate.isRelativePath(name)
            else { continue }
            files.append(HomeFile(name: name, byteCount: length))
        }
        return files.sorted { $0.name < $1.name }
    }
}
