import EventLoop
import HTTP
import Journal
import Net

/// Takes pictures from those who keep a room, and shows them to those whom it has let in.
final class PictureDesk {
    private let net: NetLoop
    private let house: House

    init(on net: NetLoop, of house: House) { (self.net, self.house) = (net, house) }

    // MARK: Taking

    /// A picture's file is the body. Who may not send one is answered before it is read.
    func take(into code: Substring, _ caller: Caller) {
        let exchange = caller.exchange
        guard SameOrigin.holds(for: exchange.request),
            caller.visitor?.signIn == nil || exchange.request.fields["Origin"] != nil
        else { return refuse(caller, .anotherOrigin) }
        guard let visitor = caller.visitor else { return refuse(caller, .signInNeeded) }
        let length = exchange.request.fields["Content-Length"].flatMap { Int($0) } ?? 0
        guard length <= PictureLimits.uploadByteLimit else { return refuse(caller, .pictureTooLarge) }
        exchange.collectBody(limit: PictureLimits.uploadByteLimit) { [self] bytes in
            find(code, for: visitor, caller) { [self] room in make(bytes, of: room, caller) }
        }
    }

    /// Answers without reading what follows.
    private func refuse(_ caller: Caller, _ refusal: DeskRefusal) {
        caller.answer(DeskAnswer(refusal, closing: caller.exchange.hasBody))
    }

    /// A room that the visitor keeps, and that has space for one more picture.
    private func find(
        _ code: Substring, for visitor: Visitor, _ caller: Caller, then: @escaping (JournalRoom) -> Void
    ) {
        let code = RoomCode.normalised(code) ?? ""
        net.loop.offload({ [house] () -> Result<JournalRoom, DeskRefusal> in
            guard let room = house.room(code: code), visitor.keeps(room) else { return .failure(.noSuchRoom) }
            guard let use = try? house.journal.pictureUse(of: room.id) else { return .failure(.notStored) }
            return use.count < PictureUse.limit.count && use.byteCount < PictureUse.limit.byteCount
                ? .success(room) : .failure(.tooManyPictures)
        }) { found in
            switch found {
            case .success(let room): then(room)
            case .failure(let refusal): caller.refuse(refusal)
            }
        }
    }

    private func make(_ bytes: [UInt8], of room: JournalRoom, _ caller: Caller) {
        let file: PictureFile
        do throws(PictureFile.Flaw) { file = try PictureFile(bytes) } catch {
            return caller.refuse(DeskRefusal(error))
        }
        guard house.pictures.enter() else { return caller.refuse(.busy, wait: 1_000) }
        PictureMaking.run(bytes, PictureSandbox.command(for: file.kind), on: net.loop) { [net, house] result in
            house.pictures.leave()
            switch result {
            case .success(let picture): Self.keep(picture, of: room, net, house, caller)
            case .failure(.broken): caller.refuse(.pictureBroken)
            case .failure(.noSandbox(let why)):
                net.logger.error("pictures cannot be made", metadata: ["why": "\(why)"])
                caller.refuse(.noPictures)
            }
        }
    }

    private static func keep(
        _ made: MadePicture, of room: JournalRoom, _ net: NetLoop, _ house: House, _ caller: Caller
    ) {
        net.loop.offload({
            DeskAnswer.of {
                let small = try house.journal.storeAsset(made.small)
                let picture = JournalPicture(
                    asset: try house.journal.storeAsset(made.large), small: small, width: made.width,
                    height: made.height, byteCount: made.small.count + made.large.count)
                return try house.keep(picture, of: room)
            }
        }) { caller.answer($0) }
    }

    // MARK: Showing

    /// A picture of a room, to those whom it has let in and those who keep it. Its name says what is in it, so it is kept for good.
    func show(_ id: Substring, isSmall: Bool, of code: Substring, _ exchange: HTTPExchange) {
        let client = ClientAddress(exchange, trusting: house.settings.trustedProxies)
        let device = DeviceCookie.known(exchange.request, isSecure: client.isSecure)
        let visitor = house.visitor(exchange.request, isSecure: client.isSecure)
        guard let code = RoomCode.normalised(code), let asset = PictureName.bytes(id) else {
            return exchange.respond(status: 404, text: "not found")
        }
        let isGuest = device.map { house.doors.knows($0, at: code) } ?? false
        net.loop.offload({ [house] () -> [UInt8]? in
            guard let room = house.room(code: code), isGuest || visitor?.keeps(room) == true,
                let picture = try? house.journal.picture(asset, of: room.id)
            else { return nil }
            return try? house.journal.asset(isSmall ? picture.small : picture.asset)
        }) { bytes in
            // Whether there is such a picture in another room is nobody's business.
            guard let bytes else { return exchange.respond(status: 404, text: "not found") }
            exchange.respond(status: 200, fields: Self.fields, body: bytes)
        }
    }

    private static let fields: HTTPFields = [
        "Content-Type": "image/webp", "Cache-Control": "private, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Disposition": "inline; filename=\"picture.webp\"", "Cross-Origin-Resource-Policy": "same-origin",
    ]
}

extension House {
    /// Gives a room a picture, as an answer that names it. Blocks on the disk.
    func keep(_ picture: JournalPicture, of room: JournalRoom) throws -> DeskAnswer {
        guard try journal.keep(picture, of: room.id, within: .limit) else { throw DeskRefusal.tooManyPictures }
        return DeskAnswer(
            KeptPicture(asset: PictureName.text(picture.asset), width: picture.width, height: picture.height))
    }
}

extension PictureUse {
    /// What the pictures of a room may take.
    static let limit = PictureUse(count: PictureLimits.roomLimit, byteCount: PictureLimits.roomByteLimit)
}

extension DeskRefusal {
    fileprivate init(_ flaw: PictureFile.Flaw) {
        switch flaw {
        case .notAPicture: self = .notAPicture
        case .broken: self = .pictureBroken
        case .tooLarge: self = .pictureTooLarge
        }
    }
}

/// As the page learns of it.
private struct KeptPicture: Encodable {
    let asset: String
    let width, height: Int
}

/// A picture's name in addresses: 64 hexadecimal digits.
enum PictureName {
    static func text(_ asset: [UInt8]) -> String {
        asset.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }

    /// nil for what is no name.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let digits = text.utf8.map { digit -> UInt8? in
            switch digit {
            case 48...57: digit - 48
            case 97...102: digit - 87
            default: nil
            }
        }
        guard digits.count == 64, !digits.contains(nil) else { return nil }
        let values = digits.compactMap { $0 }
        return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }
}
