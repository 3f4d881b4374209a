import EventLoop
import HTTP
import Journal
import Wire

/// What somebody at a room's door shows: the owner's key, a display's ticket, a sign-in, or nothing.
enum RoomPass {
    case key
    case ticket(JournalSignIn)
    case account(Visitor)
    case nothing

    /// nil for a ticket that opens nothing.
    init?(_ ticket: [UInt8], _ request: HTTPRequestHead, of house: House, isSecure: Bool) {
        let visitor = house.visitor(request, isSecure: isSecure)
        if ticket.isEmpty {
            self = visitor.map { .account($0) } ?? .nothing
        } else if house.ownerKey.opens(with: ticket) {
            // Whose link it is may be signed in by now.
            self = visitor.flatMap { $0.account.isOwner ? .account($0) : nil } ?? .key
        } else {
            let found = Secret(ticket).flatMap { house.accounts.signIn($0, at: ProcessResources.unixTime) }
            guard let found, found.room != nil else { return nil }
            self = .ticket(found)
        }
    }

    /// Whether who shows it guesses nothing.
    var isNoGuess: Bool {
        switch self {
        case .key, .ticket, .account: true
        case .nothing: false
        }
    }

    /// What it is worth at one room's door.
    enum Worth {
        /// Nothing: it is for another room.
        case none
        /// The owner's link.
        case byKey
        /// A code is enough to take part.
        case guest
        case person(Standing, JournalSignIn?)
    }

    func standing(in room: JournalRoom, of house: House) -> Worth {
        switch self {
        case .key: .byKey
        case .nothing: .guest
        case .ticket(let signIn):
            signIn.room == room.id
                ? .person(Standing(role: .screen, identity: "screen \(signIn.id)", name: "Screen"), signIn) : .none
        case .account(let visitor):
            visitor.keeps(room) ? .person(Standing(visitor.account), visitor.signIn) : .guest
        }
    }
}

/// What a sign-in or ticket makes of somebody in a room.
struct Standing {
    let role: Role
    /// Who it is on a device, beside those who are nobody in particular there: without the sign-in the role is out of reach.
    let identity: String
    /// Where the person says none.
    let name: String

    init(role: Role, identity: String, name: String) { (self.role, self.identity, self.name) = (role, identity, name) }

    init(_ account: JournalAccount) {
        self.init(
            role: account.isOwner ? .owner : .lecturer, identity: "account \(account.id)",
            name: account.name.isEmpty ? account.login : account.name)
    }

    static func owner(_ house: House) -> Standing? { house.accounts.owner.map(Standing.init) }
}
