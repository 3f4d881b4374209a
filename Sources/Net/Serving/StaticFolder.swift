import EventLoop
import HTTP

/// Serves the files of a folder: conditional and range requests, precompressed neighbours (`name.br`, `name.gz`), and content-addressed
/// names cached for good. Files are opened and read off the loop and streamed as the client takes them.
public final class StaticFolder {
    private let root: String
    private let loop: EventLoop

    /// Bytes read from a file at a time.
    public static let pieceByteCount = 65_536

    /// Serves what lies below `root`. Hidden files and whatever is no regular file are not served.
    public init(_ root: String, on net: NetLoop) {
        self.root = root
        loop = net.loop
    }

    /// Answers `exchange` with the file at `path`, a part of the target that begins with a slash. A folder is its `index.html`.
    public func serve(_ path: Substring, to exchange: HTTPExchange) {
        guard let asset = AssetPath(path) else { return exchange.respond(status: 404, text: "not found") }
        let name = asset.isFolder ? (asset.components + ["index.html"]).joined(separator: "/") : asset.relative
        let file = "\(root)/\(name)"
        loop.offload({ OpenedAsset.open(file) }) { [self] opened in
            switch opened {
            case .success(let asset): send(asset, to: exchange)
            case .failure(let error): refuse(exchange, error)
            }
        }
    }

    private func refuse(_ exchange: HTTPExchange, _ error: UVError) {
        switch error.name {
        case "EMFILE", "ENFILE": exchange.respond(status: 503, text: "busy")
        case "EACCES", "EPERM": exchange.respond(status: 403, text: "forbidden")
        default: exchange.respond(status: 404, text: "not found")
        }
    }

    private func send(_ asset: OpenedAsset, to exchange: HTTPExchange) {
        let plan = StaticResponse.plan(exchange.request, for: asset.description)
        exchange.begin(plan.head, body: plan.body)
        guard plan.body != .none else { return }
        guard let file = asset.files[plan.coding] else { return exchange.breakOff() }
        stream(plan.parts[...], of: file, to: exchange)
    }

    private func stream(_ parts: ArraySlice<StaticResponse.Part>, of file: File, to exchange: HTTPExchange) {
        guard exchange.isOpen else { return }
        guard let part = parts.first else { return exchange.end() }
        switch part {
        case .bytes(let bytes):
            exchange.write(bytes)
            stream(parts.dropFirst(), of: file, to: exchange)
        case .file(let range):
            let piece = range.prefix(StaticFolder.pieceByteCount)
            var rest = parts.dropFirst()
            if piece.count < range.count { rest = [.file(piece.upperBound..<range.upperBound)] + rest }
            loop.offload({ () -> Result<[UInt8], UVError> in
                Result { () throws(UVError) in try file.read(at: piece.lowerBound, count: piece.count) }
            }) { [self] bytes in
                // A file that became shorter cannot give what its head promised.
                guard let bytes = try? bytes.get(), bytes.count == piece.count else { return exchange.breakOff() }
                exchange.write(bytes)
                goOn(rest, of: file, to: exchange)
            }
        }
    }

    private func goOn(_ parts: ArraySlice<StaticResponse.Part>, of file: File, to exchange: HTTPExchange) {
        if exchange.shouldWait {
            exchange.whenDrained { [self] in stream(parts, of: file, to: exchange) }
        } else {
            stream(parts, of: file, to: exchange)
        }
    }
}

/// A file and its precompressed forms, open.
private struct OpenedAsset: Sendable {
    let description: AssetDescription
    let files: [HTTPContentCoding: File]

    static func open(_ path: String) -> Result<OpenedAsset, UVError> {
        Result { () throws(UVError) in
            let plain = try File(reading: path)
            var files: [HTTPContentCoding: File] = [.identity: plain]
            for (coding, suffix) in [(HTTPContentCoding.brotli, ".br"), (.gzip, ".gz")] {
                guard let file = try? File(reading: path + suffix), file.modified >= plain.modified else { continue }
                files[coding] = file
            }
            return OpenedAsset(description: describe(path, plain, files), files: files)
        }
    }

    private static func describe(_ path: String, _ plain: File, _ files: [HTTPContentCoding: File]) -> AssetDescription
    {
        let compressed = files.filter { $0.key != .identity }.map { coding, file in
            AssetDescription.Variant(coding, length: file.byteCount, etag: tag(file, "-\(coding.rawValue)"))
        }
        return AssetDescription(
            name: String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]),
            length: plain.byteCount, modified: HTTPDate(seconds: Int(plain.modified)), etag: tag(plain, ""),
            compressed: compressed)
    }

    private static func tag(_ file: File, _ suffix: String) -> HTTPETag? {
        HTTPETag("\(String(file.modifiedNanoseconds, radix: 36))-\(String(file.byteCount, radix: 36))\(suffix)")
    }
}
