import EventLoop

/// What the home of a sandbox that starts is filled with.
enum SandboxFilling: Sendable {
    case nothing
    /// An archive of the template's files.
    case new([UInt8])
    /// The archive of the last stop.
    case kept(File)

    /// The kept home, else the template's files. Blocks: meant for `EventLoop.offload`.
    static func of(_ template: MachineTemplate, keptAt path: String) -> Result<SandboxFilling, StartFailure> {
        if let kept = try? File(reading: path) { return .success(.kept(kept)) }
        guard let folder = template.folder, !template.files.isEmpty else { return .success(.nothing) }
        var archive = TarArchive()
        var room = TemplateLimits.filesByteLimit
        for (from, to) in template.files.sorted(by: { $0.key < $1.key }) {
            do throws(UVError) {
                let content = try File.contents(of: "\(folder)/\(from)", limit: room)
                room -= content.count
                let isProgram = content.starts(with: "#!".utf8) || content.starts(with: [0x7F, 0x45, 0x4C, 0x46])
                archive.add(to, mode: isProgram ? 0o755 : 0o644, content)
            } catch { return .failure(StartFailure("the template's file \(from) cannot be read: \(error)")) }
        }
        return .success(.new(archive.finished))
    }
}

/// Why a machine cannot be started, for the lecturer.
struct StartFailure: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}
