import EventLoop
import Journal
import Logging
import Sync
import Wire

/// One data folder and its rooms, shared by all loops.
public final class House: Sendable {
    /// What is kept.
    public let journal: Journal
    /// Opens the house: who has it is its owner.
    public let ownerKey: HouseKey
    let settings: HouseSettings
    let post: HousePost
    /// Wrong codes, keys and passwords of each address.
    let doors = DoorWatch()
    /// New devices of each address.
    let arrivals: DoorWatch
    /// Wrong passwords of each account.
    let guesses = DoorWatch(burst: AccountLimits.guessBurst, pause: AccountLimits.guessPause)
    let accounts: Accounts
    let passwords = PasswordDesk()
    let pictures = PictureTurns()
    let screens = WaitingScreens()
    let labs: LabHouse
    let logger: Logger
    private let directory = RoomDirectory()

    /// Opens a data folder, made if it is missing, for `loopCount` loops. The key is made at the first start.
    public init(
        folder: String, loopCount: Int, settings: HouseSettings = HouseSettings(), logger: Logger
    ) throws {
        var options = JournalOptions()
        options.commitDelayMilliseconds = settings.commitDelayMilliseconds
        options.revision = WireProtocol.revision
        journal = try Journal(folder: folder, options: options, logger: logger)
        ownerKey = try HouseKey.open(file: "\(folder)/owner.key")
        accounts = try Accounts(journal)
        labs = LabHouse(folder: folder, settings, logger: logger)
        self.settings = settings
        arrivals = DoorWatch(burst: settings.newDeviceLimit, pause: 50)
        self.logger = logger
        post = HousePost(loopCount: loopCount)
        var machines = KnownMachines(journal)
        labs.sweep { machines.has($1, in: $0) }
    }

    /// The first room; opened when there is none. Blocks on the disk.
    public func firstRoom() throws -> JournalRoom { try journal.rooms().first ?? openRoom(name: "") }

    /// Opens a room under a new code. Blocks on the disk.
    /// - Parameter keeper: whose it is; nil: the owner's.
    public func openRoom(name: String, keeper: Int64? = nil) throws -> JournalRoom {
        let code = try freeCode()
        return try journal.makeRoom(code: code, name: name, keeper: keeper)
    }

    /// Gives a room another code. Whoever was in comes back by the one before. Blocks on the disk.
    func renewCode(of room: RoomID) throws -> String {
        let code = try freeCode()
        try journal.setCode(of: room, code)
        directory.forget(room)
        return code
    }

    private func freeCode() throws -> String {
        var generator = SystemRandomNumberGenerator()
        while true {
            let code = RoomCode.random(using: &generator)
            if try journal.room(code: code) == nil, try journal.room(formerCode: code) == nil { return code }
        }
    }

    /// A room's rights have changed hands.
    func forgetRooms() { directory.forgetAll() }

    /// The room to which a code leads, or led: from memory, else from the disk. Blocks on the disk.
    func room(code: String) -> JournalRoom? {
        if let room = directory[code] { return room }
        guard let room = (try? journal.room(code: code)) ?? (try? journal.room(formerCode: code)) else { return nil }
        directory[room.code] = room
        return room
    }

    /// The room of that number. Blocks on the disk where nobody asked for it by its code.
    func room(_ id: RoomID) throws -> JournalRoom? { try directory[id] ?? journal.room(id) }

    /// Ends sign-ins, and the connections that came by them.
    func signedOut(_ ids: [Int64]) { if !ids.isEmpty { post.sendAll(.signedOut(Set(ids))) } }

    /// The same, if it is known without the disk.
    func knownRoom(code: String) -> JournalRoom? { directory[code] }

    /// What a room has in the journal. Blocks on the disk.
    func recover(_ room: JournalRoom) throws -> RecoveredRoom {
        let record = try journal.record(of: room.id)
        var recovered = RecoveredRoom(record, of: room)
        if let record {
            let reader = try AttendanceReader(record) { [journal] topic, after, upTo, limit in
                try journal.entries(of: room.id, topic: topic, after: after, upTo: upTo, limit: limit)
            }
            recovered.attendances = reader.attendances
        }
        return recovered
    }

    /// Who was in a room how long. Blocks on the disk.
    func attendance(of room: JournalRoom) throws -> AttendanceTable {
        guard let record = try journal.record(of: room.id) else { throw DeskRefusal.noSuchRoom }
        return try AttendanceTable(record, of: room) { [journal] topic, after, upTo, limit in
            try journal.entries(of: room.id, topic: topic, after: after, upTo: upTo, limit: limit)
        }
    }

    /// Commits what is queued, and ends.
    public func close() { journal.close() }
}

/// Rooms by their codes, as far as somebody asked for them.
///
/// `@unchecked Sendable`: `rooms` is touched only under `lock`.
private final class RoomDirectory: @unchecked Sendable {
    private let lock = ThreadLock()
    private var rooms: [String: JournalRoom] = [:]
    private var codes: [RoomID: String] = [:]

    subscript(code: String) -> JournalRoom? {
        get { lock.withLock { rooms[code] } }
        set {
            lock.withLock {
                rooms[code] = newValue
                if let newValue { codes[newValue.id] = code }
            }
        }
    }

    func forget(_ id: RoomID) {
        lock.withLock { if let code = codes.removeValue(forKey: id) { rooms[code] = nil } }
    }

    func forgetAll() { lock.withLock { (rooms, codes) = ([:], [:]) } }

    subscript(id: RoomID) -> JournalRoom? { lock.withLock { codes[id].flatMap { rooms[$0] } } }
}
