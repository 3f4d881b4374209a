import Classroom
import EventLoop

/// Rooms and what is kept of them.
extension HouseDesk {
    func showHouse(_ caller: Caller) {
        guard let visitor = caller.visitor else { return caller.answer(DeskAnswer(HouseState())) }
        work(caller) { [house, origin = caller.origin, place = place(caller)] in
            // The list is read often enough to say that a sign-in is used.
            let now = ProcessResources.unixTime
            if let signIn = visitor.signIn, signIn.needsRenewal(at: now) { try house.accounts.touch(signIn, at: now) }
            var answer = DeskAnswer(try house.state(for: visitor, at: now, place: place))
            answer.cookies += origin.renewal(at: now).map { [$0] } ?? []
            return answer
        }
    }

    func showResults(_ code: Substring, _ rows: ResultsTable.Rows, _ caller: Caller) {
        guard let visitor = caller.visitor else { return caller.refuse(.signInNeeded) }
        let code = RoomCode.normalised(code) ?? ""
        work(caller) { [house] in
            guard let room = house.room(code: code), visitor.keeps(room) else { throw DeskRefusal.noSuchRoom }
            let table = try ResultsTable(house.recover(room), by: rows)
            return DeskAnswer(csv: table.csv, name: "takhti-\(room.code)-\(rows.rawValue).csv")
        }
    }

    func showAttendance(_ code: Substring, _ caller: Caller) {
        guard let visitor = caller.visitor else { return caller.refuse(.signInNeeded) }
        let code = RoomCode.normalised(code) ?? ""
        work(caller) { [house] in
            guard let room = house.room(code: code), visitor.keeps(room) else { throw DeskRefusal.noSuchRoom }
            return DeskAnswer(csv: try house.attendance(of: room).csv, name: "takhti-\(room.code)-attendance.csv")
        }
    }

    func showLibrary(_ caller: Caller) {
        guard let visitor = caller.visitor else { return caller.refuse(.signInNeeded) }
        work(caller) { [house] in
            DeskAnswer(["shelves": house.library(of: try house.journal.rooms().filter(visitor.keeps))])
        }
    }

    /// A question goes from one lesson into another, and its picture with it.
    func takePicture(_ request: DeskRequest, into code: Substring, _ caller: Caller, _ visitor: Visitor) {
        let (code, other) = (RoomCode.normalised(code) ?? "", RoomCode.normalised(request.room ?? "") ?? "")
        guard let asset = PictureName.bytes(request.picture ?? "") else { return caller.refuse(.badRequest) }
        work(caller) { [house] in
            guard let room = house.room(code: code), let other = house.room(code: other), visitor.keeps(room),
                visitor.keeps(other), let picture = try house.journal.picture(asset, of: other.id)
            else { throw DeskRefusal.noSuchRoom }
            return try house.keep(picture, of: room)
        }
    }

    func place(_ caller: Caller) -> String {
        house.settings.place(at: caller.exchange.request.authority ?? "")
    }

    func openRoom(_ request: DeskRequest, _ caller: Caller, _ visitor: Visitor) {
        guard let name = NameText(trimming: request.name ?? "") else { return caller.refuse(.badName) }
        let keeper = visitor.account.isOwner ? nil : visitor.account.id
        work(caller) { [house] in
            let count = try house.journal.rooms().count { $0.keeper == keeper }
            guard count < AccountLimits.roomLimit else { throw DeskRefusal.tooMany }
            return DeskAnswer(["code": try house.openRoom(name: name.text, keeper: keeper).code])
        }
    }

    func renewCode(_ code: Substring, _ caller: Caller, _ visitor: Visitor) {
        let code = RoomCode.normalised(code) ?? ""
        work(caller) { [house] in
            guard let room = house.room(code: code), visitor.keeps(room) else { throw DeskRefusal.noSuchRoom }
            return DeskAnswer(["code": try house.renewCode(of: room.id)])
        }
    }
}
