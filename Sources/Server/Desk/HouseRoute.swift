import HTTP

/// What may be asked below `/api`.
enum HouseRoute: Equatable {
    /// What somebody who is signed in sees of the house.
    case house
    /// What a lecturer prepared in the rooms they keep.
    case library
    /// Kinds of machines that a lab can be opened with.
    case templates
    case signIn, signOut
    /// One's own name, login and password.
    case account
    case rooms
    /// Another code for a room.
    case renewCode(Substring)
    /// A room takes over a picture of another one.
    case takePicture(Substring)
    /// What came of a room's polls and quizzes, as a table.
    case results(Substring, ResultsTable.Rows)
    /// Who was in a room how long, as a table.
    case attendance(Substring)
    case invitations
    case revokeInvitation(Int64)
    /// Whether an invitation's link still opens.
    case lookAtInvitation
    case acceptInvitation
    case endSignIn(Int64)
    case removeLecturer(Int64)
    /// A display of a hall wants a code to show, and asks what became of it.
    case showScreen, askScreen
    /// A lecturer lets a display in.
    case letScreenIn

    /// From a path's parts behind `/api`; nil for no such thing.
    init?(_ parts: ArraySlice<Substring>) {
        let words = Array(parts)
        switch words.first {
        case "house" where words.count == 1: self = .house
        case "library" where words.count == 1: self = .library
        case "templates" where words.count == 1: self = .templates
        case "sign-in" where words.count == 1: self = .signIn
        case "sign-out" where words.count == 1: self = .signOut
        case "account" where words.count == 1: self = .account
        case "rooms" where words.count == 1: self = .rooms
        case "rooms" where words.count == 3 && words[2] == "code": self = .renewCode(words[1])
        case "rooms" where words.count == 4 && words[2] == "pictures" && words[3] == "take":
            self = .takePicture(words[1])
        case "rooms" where words.count == 4 && words[2] == "results":
            guard let rows = ResultsTable.Rows(rawValue: String(words[3])) else { return nil }
            self = .results(words[1], rows)
        case "rooms" where words.count == 3 && words[2] == "attendance": self = .attendance(words[1])
        case "invitations" where words.count == 1: self = .invitations
        case "invitations" where words == ["invitations", "look"]: self = .lookAtInvitation
        case "invitations" where words == ["invitations", "accept"]: self = .acceptInvitation
        case "invitations": if let id = Self.id(words, "revoke") { self = .revokeInvitation(id) } else { return nil }
        case "sign-ins": if let id = Self.id(words, "end") { self = .endSignIn(id) } else { return nil }
        case "lecturers": if let id = Self.id(words, "remove") { self = .removeLecturer(id) } else { return nil }
        case "screens" where words.count == 1: self = .letScreenIn
        case "screens" where words == ["screens", "show"]: self = .showScreen
        case "screens" where words == ["screens", "ask"]: self = .askScreen
        default: return nil
        }
    }

    private static func id(_ words: [Substring], _ verb: Substring) -> Int64? {
        words.count == 3 && words[2] == verb ? Int64(words[1]) : nil
    }

    /// How it is asked.
    var method: HTTPMethod {
        switch self {
        case .house, .library, .templates, .results, .attendance: .get
        default: .post
        }
    }
}
