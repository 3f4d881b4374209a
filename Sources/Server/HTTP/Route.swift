/// What a path of the server's stands for.
enum Route: Equatable {
    /// The page on which everything else is shown.
    case page
    /// A room: its page, or the door for a WebSocket.
    case room(Substring)
    /// The way into a room, as a QR code.
    case roomPicture(Substring)
    /// A picture of a room, or its small form.
    case picture(Substring, id: Substring, isSmall: Bool)
    /// Where a room's pictures are sent to.
    case pictures(Substring)
    /// Says that the server is alive.
    case health
    /// What the house is asked as JSON.
    case desk(HouseRoute)
    /// Something of a machine of a room, by its number.
    case machine(Substring, Int, MachineRoute)
    /// A page that is served inside a machine, by its ticket.
    case preview(Substring)
    /// What a room's replicas are compared by.
    case fingerprints(Substring)
    /// A file of the web client, or nothing.
    case file

    init(_ path: Substring) {
        let parts = Array(path.split(separator: "/", omittingEmptySubsequences: false).dropFirst())
        self =
            switch (parts.count, parts.first, parts.last) {
            case (1, "", _), (1, "house", _), (1, "screen", _): .page
            case (1, "healthz", _): .health
            case (2, "r", _): .room(parts[1])
            case (3, "r", "qr.svg"): .roomPicture(parts[1])
            case (4, "r", _) where parts[2] == "pictures": .picture(parts[1], id: parts[3], isSmall: false)
            case (5, "r", "small") where parts[2] == "pictures": .picture(parts[1], id: parts[3], isSmall: true)
            case (4, "api", "pictures") where parts[1] == "rooms": .pictures(parts[2])
            case (4, "api", "fingerprints") where parts[1] == "rooms": .fingerprints(parts[2])
            case (5..., "api", _) where parts[1] == "rooms" && parts[3] == "machines":
                Self.machine(parts) ?? .file
            case (3..., "m", _): .preview(parts[1])
            case (_, "api", _): HouseRoute(parts.dropFirst()).map { .desk($0) } ?? .file
            default: .file
            }
    }

    private static func machine(_ parts: [Substring]) -> Route? {
        guard let number = Int(parts[4]), (0...65_535).contains(number), let route = MachineRoute(parts.dropFirst(5))
        else { return nil }
        return .machine(parts[2], number, route)
    }
}
