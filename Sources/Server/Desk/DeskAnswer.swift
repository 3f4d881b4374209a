import FoundationEssentials
import HTTP
import Journal
import Net

/// Why the house does not do what was asked, as its answer says it.
enum DeskRefusal: String, Error {
    case badRequest, anotherOrigin, signInNeeded, wrongPassword, notAllowed, noSuchRoom, noSuchScreen, badName,
        badLogin, badPassword
    case noSuchMachine, noSuchFile, notRunning, fileTooLarge
    case loginTaken, invitationGone, tooMany, tooManyAttempts, busy, notStored
    case notAPicture, pictureBroken, pictureTooLarge, tooManyPictures, noPictures

    var status: Int {
        switch self {
        case .badRequest, .badName, .badLogin, .badPassword: 400
        case .signInNeeded, .wrongPassword: 401
        case .anotherOrigin, .notAllowed: 403
        case .noSuchRoom, .noSuchScreen, .noSuchMachine, .noSuchFile: 404
        case .loginTaken, .tooMany, .tooManyPictures, .notRunning: 409
        case .invitationGone: 410
        case .pictureTooLarge, .fileTooLarge: 413
        case .notAPicture: 415
        case .pictureBroken: 422
        case .tooManyAttempts: 429
        case .busy, .noPictures: 503
        case .notStored: 507
        }
    }
}

/// What the house answers to a request below `/api`.
struct DeskAnswer: Sendable {
    private var status = 200
    private var body: [UInt8] = []
    /// Each a `Set-Cookie`.
    var cookies: [String] = []
    /// Milliseconds until asking again makes sense.
    private var wait: Int?
    /// Whether the connection ends: the rest of the request is not read.
    private var isLast = false
    /// The name of a table that is kept rather than shown.
    private var attachment: String?

    /// An answer with a value.
    init(_ value: some Encodable, cookies: [String] = []) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        body = (try? encoder.encode(value)).map { [UInt8]($0) } ?? []
        self.cookies = cookies
    }

    /// A table that the browser keeps under a name.
    init(csv: String, name: String) {
        body = [UInt8](csv.utf8)
        attachment = name
    }

    /// Done, with nothing to tell.
    init(cookies: [String] = []) { self.init([String: String](), cookies: cookies) }

    init(_ refusal: DeskRefusal, wait: Int? = nil, closing isLast: Bool = false) {
        self.init(["error": refusal.rawValue])
        (status, self.wait, self.isLast) = (refusal.status, wait, isLast)
    }

    /// What came of work on the disk.
    static func of(_ work: () throws -> DeskAnswer) -> DeskAnswer {
        do { return try work() } catch let refusal as DeskRefusal { return DeskAnswer(refusal) } catch {
            return DeskAnswer(.notStored)
        }
    }

    func send(_ exchange: HTTPExchange) {
        var fields: HTTPFields = [
            "Content-Type": attachment == nil ? "application/json" : "text/csv; charset=utf-8",
            "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
        ]
        if let attachment {
            fields.append("Content-Disposition", "attachment; filename=\"\(attachment)\"")
        }
        if isLast { fields.append("Connection", "close") }
        for cookie in cookies { fields.append("Set-Cookie", cookie) }
        if let wait { fields.append("Retry-After", "\((wait + 999) / 1_000)") }
        exchange.respond(status: status, fields: fields, body: body)
    }
}

/// What may stand in a request's body.
struct DeskRequest: Decodable {
    var login: String?
    var password: String?
    /// The password that is to be replaced.
    var old: String?
    /// The secret of the owner's link.
    var key: String?
    var name: String?
    /// The secret of an invitation.
    var token: String?
    /// What a display shows.
    var code: String?
    var room: String?
    /// The name of a picture.
    var picture: String?
    /// By which a display asks.
    var secret: String?
    var everywhere: Bool?

    /// Whether the body says that it is one: a form of another page cannot say so.
    static func isJSON(_ request: HTTPRequestHead) -> Bool {
        request.fields["Content-Type"]?.lowercased().hasPrefix("application/json") == true
    }

    /// nil for what is no such thing.
    init?(_ body: [UInt8]) {
        guard let read = try? JSONDecoder().decode(DeskRequest.self, from: Data(body)) else { return nil }
        self = read
    }
}

/// What somebody who is signed in sees of the house.
struct HouseState: Encodable {
    struct Me: Encodable {
        let name, login: String
        let isOwner, hasPassword, isByKey: Bool
    }
    struct Room: Encodable {
        let code, name: String
        let created: Int64
        /// Of whose account, where it is not one's own.
        let keeper: String?
    }
    struct Invitation: Encodable {
        let id: Int64
        let name: String
        let ends: Int64
    }
    struct Lecturer: Encodable {
        let id: Int64
        let name, login: String
    }
    struct SignIn: Encodable {
        let id: Int64
        let device: String
        let used: Int64
        let isThis: Bool
        /// The code of the room to which a display is let in.
        let room: String?
    }

    var me: Me?
    /// Where others find this server.
    var place = ""
    var rooms: [Room] = []
    var invitations: [Invitation] = []
    var lecturers: [Lecturer] = []
    var signIns: [SignIn] = []
}
