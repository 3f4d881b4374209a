import Wire

/// Commands of later issues: nobody may give them yet.
extension Room {
    func decide(_ command: HandCommand) throws(Rejection) -> [TopicEvent] { throw .forbidden }

    func decide(_ command: ChatCommand) throws(Rejection) -> [TopicEvent] { throw .forbidden }

    func decide(_ command: QuestionCommand) throws(Rejection) -> [TopicEvent] { throw .forbidden }

    func decide(_ command: PollCommand) throws(Rejection) -> [TopicEvent] { throw .forbidden }

    func decide(_ command: QuizCommand) throws(Rejection) -> [TopicEvent] { throw .forbidden }

    func decide(_ command: LabCommand) throws(Rejection) -> [TopicEvent] { throw .forbidden }
}
