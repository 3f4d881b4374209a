import EventLoop

extension MachineTemplate {
    /// Reads `NAME/template.json` and the sheet it names. Blocks: call it inside `EventLoop.offload`.
    /// - Parameter labs: The folder of all templates.
    public static func read(_ name: String, in labs: String) throws(TemplateError) -> MachineTemplate {
        guard isName(name) else { throw .invalid(key: "name", expected: nameRule) }
        let folder = "\(labs)/\(name)"
        let bytes = try contents("\(folder)/template.json", limit: TemplateLimits.fileByteLimit)
        var template = try decode(bytes, name: name, folder: folder)
        if !template.sheet.isEmpty {
            let text = try contents("\(folder)/\(template.sheet)", limit: TemplateLimits.sheetByteLimit)
            guard let sheet = String(validating: text, as: UTF8.self) else {
                throw .invalid(key: "sheet", expected: "a file in UTF-8")
            }
            template.sheet = sheet
        }
        return template
    }

    /// All templates of a folder by name, each read or not, after the built-in one unless another has its name. Blocks.
    public static func all(in labs: String) -> [(name: String, Result<MachineTemplate, TemplateError>)] {
        let names = KernelFile.folders(in: labs).filter(isName).sorted()
        var all: [(name: String, Result<MachineTemplate, TemplateError>)] = []
        if !names.contains(sandbox.name) { all.append((sandbox.name, .success(sandbox))) }
        for name in names {
            do throws(TemplateError) { all.append((name, .success(try read(name, in: labs)))) } catch {
                all.append((name, .failure(error)))
            }
        }
        return all
    }

    static let nameRule = "of small letters, digits and hyphens, at most \(TemplateLimits.nameByteLimit)"

    private static func contents(_ path: String, limit: Int) throws(TemplateError) -> [UInt8] {
        do throws(UVError) { return try File.contents(of: path, limit: limit) } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
    }

    /// Reads a template's file; `sheet` is then the sheet's path.
    static func decode(_ bytes: [UInt8], name: String, folder: String?) throws(TemplateError) -> MachineTemplate {
        guard bytes.count <= TemplateLimits.fileByteLimit else {
            throw .tooLong(key: "template.json", limit: TemplateLimits.fileByteLimit)
        }
        let value: JSONValue
        do throws(JSONValue.Failure) { value = try JSONValue(bytes) } catch {
            throw .malformed(offset: error.offset, expected: error.expected)
        }
        guard case .object(let fields) = value else { throw .malformed(offset: 0, expected: "an object") }
        var reader = TemplateReader(fields)
        let title = try reader.text("title", limit: TemplateLimits.titleByteLimit) ?? name
        var template = MachineTemplate(name: name, title: title, kind: try kind(&reader), folder: folder)
        template.shell = try reader.arguments("shell")
        if template.shell.isEmpty, case .sandbox = template.kind { template.shell = sandbox.shell }
        template.environment = try environment(&reader)
        template.limits = try limits(&reader)
        template.ports = try ports(&reader)
        template.files = try files(&reader)
        template.sheet = try path(&reader, "sheet") ?? ""
        template.checks = try checks(&reader)
        template.checkInterval = try reader.integer("checkInterval", in: 5...86_400)
        template.idleEnd = try reader.integer("idleEnd", in: 60...604_800)
        try reader.finish()
        return template
    }

    private static func kind(_ reader: inout TemplateReader) throws(TemplateError) -> MachineKind {
        switch try reader.text("kind") ?? "sandbox" {
        case "sandbox":
            guard let network = try reader.text("network") else { return .sandbox(SandboxOptions()) }
            guard let network = SandboxOptions.Network(rawValue: network) else {
                throw .invalid(key: "network", expected: "“loopback” or “host”")
            }
            return .sandbox(SandboxOptions(network: network))
        case "ssh":
            guard var fields = try reader.reader("ssh") else { throw .missingKey("ssh") }
            let options = SSHOptions(
                host: try word(&fields, "host"), port: try fields.integer("port", in: 1...65_535) ?? 22,
                user: try word(&fields, "user"), key: try fields.required("key"),
                knownHosts: try fields.required("knownHosts"), reset: try fields.arguments("reset"))
            try fields.finish()
            return .ssh(options)
        case "command":
            guard var fields = try reader.reader("command") else { throw .missingKey("command") }
            let options = CommandOptions(
                attach: try fields.arguments("attach"), run: try fields.arguments("run"),
                connect: try fields.arguments("connect"), start: try fields.arguments("start"),
                stop: try fields.arguments("stop"), reset: try fields.arguments("reset"))
            try fields.finish()
            guard !options.attach.isEmpty else { throw .missingKey("command.attach") }
            return .command(options)
        default: throw .invalid(key: "kind", expected: "“sandbox”, “ssh” or “command”")
        }
    }

    /// A host or a user: what ssh(1) must not take for an option or for two words.
    private static func word(_ reader: inout TemplateReader, _ key: String) throws(TemplateError) -> String {
        let text = try reader.required(key)
        let allowed = text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x3A).contains(byte)
                || [0x2D, 0x2E, 0x5F].contains(byte)
        }
        guard allowed, text.utf8.first != 0x2D else {
            throw .invalid(key: reader.name(key), expected: "of letters, digits and . : _ -")
        }
        return text
    }

    private static func environment(_ reader: inout TemplateReader) throws(TemplateError) -> [String: String] {
        let variables = try reader.texts("environment", limit: TemplateLimits.variableLimit)
        for name in variables.keys where name.isEmpty || name.contains("=") {
            throw .invalid(key: "environment", expected: "an object of names without “=”")
        }
        return variables
    }

    private static func limits(_ reader: inout TemplateReader) throws(TemplateError) -> MachineLimits {
        guard var fields = try reader.reader("limits") else { return .standard }
        let usual = MachineLimits.standard
        let limits = MachineLimits(
            cpu: try fields.integer("cpu", in: 5...6_400) ?? usual.cpu,
            memory: try fields.integer("memory", in: 16_384...67_108_864) ?? usual.memory,
            processes: try fields.integer("processes", in: 8...32_768) ?? usual.processes,
            disk: try fields.integer("disk", in: 1_024...16_777_216) ?? usual.disk)
        try fields.finish()
        return limits
    }

    private static func ports(_ reader: inout TemplateReader) throws(TemplateError) -> [Int] {
        var ports: [Int] = []
        for value in try reader.list("ports", limit: TemplateLimits.portLimit) {
            guard case .integer(let port) = value else { throw .wrongType(key: "ports", expected: "a list of numbers") }
            guard (1...65_535).contains(port) else { throw .outOfRange(key: "ports", 1...65_535) }
            ports.append(port)
        }
        return ports
    }

    private static func files(_ reader: inout TemplateReader) throws(TemplateError) -> [String: String] {
        let files = try reader.texts("files", limit: TemplateLimits.fileLimit)
        for (from, to) in files where !isRelativePath(from) || !TarArchive.canName(to) || !isRelativePath(to) {
            throw .invalid(key: "files", expected: "paths within the folder and the home, at most 100 bytes")
        }
        return files
    }

    private static func path(_ reader: inout TemplateReader, _ key: String) throws(TemplateError) -> String? {
        guard let path = try reader.text(key) else { return nil }
        guard isRelativePath(path) else { throw .invalid(key: key, expected: "a path within the template's folder") }
        return path
    }

    private static func checks(_ reader: inout TemplateReader) throws(TemplateError) -> [[String]] {
        var checks: [[String]] = []
        for value in try reader.list("checks", limit: TemplateLimits.checkLimit) {
            guard case .list(let elements) = value else {
                throw .wrongType(key: "checks", expected: "a list of lists of texts")
            }
            guard elements.count <= TemplateLimits.argumentLimit else {
                throw .tooLong(key: "checks", limit: TemplateLimits.argumentLimit)
            }
            let arguments = try TemplateReader.texts(elements, "checks")
            guard !arguments.isEmpty else { throw .invalid(key: "checks", expected: "a program for each step") }
            checks.append(arguments)
        }
        return checks
    }
}
