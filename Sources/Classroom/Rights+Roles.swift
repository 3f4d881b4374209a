import Wire

extension Rights {
    /// Nothing.
    static let none = Rights(
        write: false, chat: false, ask: false, answer: false, react: false, drive: false, moderate: false, teach: false)

    /// What a role may do in a new room.
    static func first(of role: Role) -> Rights {
        let teaches = role == .lecturer || role == .owner
        let helps = teaches || role == .assistant
        let takesPart = helps || role == .student
        return Rights(
            write: helps, chat: takesPart, ask: takesPart, answer: takesPart, react: takesPart, drive: helps, moderate: helps,
            teach: teaches)
    }

    /// Whether one of them is given.
    public subscript(right: Right) -> Bool {
        get {
            switch right {
            case .write: write
            case .chat: chat
            case .ask: ask
            case .answer: answer
            case .react: react
            case .drive: drive
            case .moderate: moderate
            case .teach: teach
            }
        }
        set {
            switch right {
            case .write: write = newValue
            case .chat: chat = newValue
            case .ask: ask = newValue
            case .answer: answer = newValue
            case .react: react = newValue
            case .drive: drive = newValue
            case .moderate: moderate = newValue
            case .teach: teach = newValue
            }
        }
    }
}
