/// What one machine has to itself on this server.
public struct MachinePlace: Sendable, Equatable {
    /// No two machines of a server that live at the same time have the same number.
    public let number: Int
    /// Its user outside: nobody else's on this system (`UserRange`).
    public let user: Int
    /// Names it to the system: small letters, digits and hyphens, at most `TemplateLimits.nameByteLimit` of them, unlike all others.
    public let label: String
    /// The folder for what is kept of it between stop and start; made when it is needed.
    public let folder: String

    /// A place as given. Its user is that of its number, from `firstUser` on.
    public init(number: Int, label: String, folder: String, firstUser: Int = UserRange.base) {
        (self.number, self.label, self.folder) = (number, label, folder)
        user = firstUser + number
    }
}
