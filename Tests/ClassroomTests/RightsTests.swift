import Classroom
import ClassroomTesting
import Testing
import Wire
import WireTesting

/// Who may do what: for every command of the schema and every role, what is not allowed is refused by `decide`.
@Suite struct RightsTests {
    private static let roles: [Role] = Role.allCases

    @Test(arguments: roles, Sample.all)
    func whatIsNotAllowedIsRefused(role: Role, sample: Sample) throws {
        var stage = try Stage(role)
        let command = try sample.command(&stage)
        let need = Need(command)
        let rights = stage.room.host.room.rights(of: stage.actor.participant)
        if need.isMet(by: rights) {
            // It is refused for another reason at most: what is shown to be allowed is real.
            try stage.give(command)
        } else {
            let before = stage.room.host.logs
            #expect(throws: Rejection.self) { try stage.give(command) }
            #expect(stage.room.host.logs == before)
        }
    }

    /// The samples have each kind of command that the schema has.
    @Test func noCommandIsLeftOut() throws {
        var (seeded, kinds) = (Seeded(seed: 5), Set<String>())
        for _ in 0..<6_000 { kinds.insert(kind(of: Command(random: &seeded))) }
        let sampled = Set(
            try Sample.all.map { sample in
                var stage = try Stage(.owner)
                return kind(of: try sample.command(&stage))
            })
        #expect(kinds == sampled, "\(kinds.symmetricDifference(sampled))")
    }

    /// Values at random from those who may do nothing: all is refused, nothing traps.
    @Test(arguments: UInt32(1)...20) func whoMayDoNothingDoesNothing(seed: UInt32) throws {
        var (seeded, stage) = (Seeded(seed: seed), try Stage(.observer))
        for _ in 0..<300 {
            let command = Command(random: &seeded)
            guard Need(command) != .nothing else { continue }
            #expect(throws: Rejection.self) { try stage.give(command) }
        }
    }

    /// Who may read who answered what: by what the poll's rules say, and whether its result is shown.
    @Test(arguments: roles, Secrecy.allCases)
    func votesAreReadByThoseWhoMayKnow(role: Role, secrecy: Secrecy) throws {
        var stage = try Stage(role)
        let who = stage.actor.participant
        let isStaff = stage.room.host.room.mayModerate(who)
        var content = PollContent.asking(.single, 2)
        content.rules.secrecy = secrecy
        let poll = try stage.lecturer(.poll(command: .draft(content: content, key: .unmarked, explanation: "")))
        func mayKnow() -> Bool { stage.room.host.room.mayFollow(stage.room.poll(poll).ballots, who) }
        let isForStaff = isStaff && secrecy != .anonymous
        for (step, mayKnowThen) in [
            (PollCommand.start(poll: poll), isForStaff), (.close(poll: poll), isForStaff),
            (.reveal(poll: poll), isForStaff || secrecy == .named), (.hide(poll: poll), isForStaff),
        ] {
            _ = try stage.lecturer(.poll(command: step))
            #expect(mayKnow() == mayKnowThen, "\(step)")
        }
    }

    private func kind(of command: Command) -> String {
        switch command {
        case .page(let command): name("page", command)
        case .room(let command): name("room", command)
        case .people(let command): name("people", command)
        case .hand(let command): name("hand", command)
        case .chat(let command): name("chat", command)
        case .question(let command): name("question", command)
        case .poll(let command): name("poll", command)
        case .quiz(let command): name("quiz", command)
        case .lab(let command): name("lab", command)
        }
    }

    private func name<Value>(_ union: String, _ value: Value) -> String {
        "\(union).\(Mirror(reflecting: value).children.first?.label ?? "\(value)")"
    }
}

/// What a command needs. A command that is new does not compile before it says so here.
enum Need: Equatable {
    /// Whoever is in the room.
    case nothing
    case right(Right)
    /// To moderate or to teach.
    case moderation
    /// The right to write, and, for it is somebody else's, to moderate or to teach.
    case writingAndModeration
    /// To answer, to drive, to moderate or to teach: whoever works with machines.
    case takingPart

    func isMet(by rights: Rights) -> Bool {
        switch self {
        case .nothing: true
        case .right(let right): rights[right]
        case .takingPart: rights.answer || rights.drive || rights.moderate || rights.teach
        case .moderation: rights.moderate || rights.teach
        case .writingAndModeration: rights.write && (rights.moderate || rights.teach)
        }
    }

    init(_ command: Command) {
        self =
            switch command {
            case .page(let command): Need(command)
            case .room(let command): Need(command)
            case .people(let command): Need(command)
            case .hand(let command): Need(command)
            case .chat(let command): Need(command)
            case .question(let command): Need(command)
            case .poll(let command): Need(command)
            case .quiz(let command): Need(command)
            case .lab(let command): Need(command)
            }
    }

    private init(_ command: PageCommand) {
        self =
            switch command {
            // A pen that is down may always come up.
            case .endStroke, .cancelStroke: .nothing
            case .beginStroke, .continueStroke, .undo, .redo, .add: .right(.write)
            // The samples are about others' items.
            case .erase, .cut, .move, .restyle, .splice, .arrange, .clear: .writingAndModeration
            }
    }

    private init(_ command: RoomCommand) {
        self =
            switch command {
            case .nameRoom, .addPage, .namePage, .movePage, .removePage, .restorePage, .teachPage, .lock, .unlock,
                .allow, .moderateQuestions, .setBackground, .display:
                .right(.teach)
            }
    }

    private init(_ command: PeopleCommand) {
        self =
            switch command {
            case .rename, .sit: .nothing
            case .setRole, .grant, .takeBack: .right(.teach)
            case .remove, .admit: .moderation
            }
    }

    private init(_ command: HandCommand) {
        self =
            switch command {
            case .raise: .right(.ask)
            case .lower(nil): .nothing
            case .lower, .lowerAll, .callOn, .pick, .countHall: .moderation
            }
    }

    private init(_ command: ChatCommand) {
        self =
            switch command {
            case .say: .right(.chat)
            // The sample is about somebody else's line.
            case .remove, .pin, .unpin, .slow, .pause: .moderation
            }
    }

    private init(_ command: QuestionCommand) {
        self =
            switch command {
            // The sample takes back what the same person asked.
            case .ask, .voteUp, .withdraw: .right(.ask)
            case .approve, .dismiss, .answer: .moderation
            }
    }

    private init(_ command: PollCommand) {
        self =
            switch command {
            case .draft, .revise, .discard, .start, .close, .reveal, .hide, .askAgain: .right(.teach)
            case .countHall, .approveWord: .moderation
            case .vote: .right(.answer)
            }
    }

    private init(_ command: QuizCommand) {
        self =
            switch command {
            // The sample's quiz is led by who teaches: where everybody goes on alone, `next` is theirs who answer.
            case .draft, .discard, .start, .next, .close, .reveal, .finish, .showLeaderboard, .hide: .right(.teach)
            case .answer: .right(.answer)
            }
    }

    private init(_ command: LabCommand) {
        self =
            switch command {
            case .prepare, .show, .hide: .right(.teach)
            case .ruleKeyboard, .broadcast, .dissolve: .moderation
            // The samples are about a machine whose keyboard the same person asked for, where that was allowed; and one's own group.
            case .start, .stop, .reset, .check, .askKeyboard, .releaseKeyboard, .giveKeyboard, .resize, .allowPort,
                .assign:
                .takingPart
            }
    }
}

extension Rights {
    static let everything = Rights(
        write: true, chat: true, ask: true, answer: true, react: true, drive: true, moderate: true, teach: true)
}
