import Foundation
import Testing
import Wire

@testable import Classroom
@testable import Sync

/// Votes, hands, chat and questions over links that drop, delay and come back, with crashes and a full disk in between: all end in equal
/// states, and every total is exact.
@Suite struct RandomTalkTests {
    private static let seeds: [UInt32] = {
        let range = (ProcessInfo.processInfo.environment["SEEDS"] ?? "1-40").split(separator: "-").compactMap {
            UInt32($0)
        }
        return range.count == 2 && range[0] <= range[1] ? Array(range[0]...range[1]) : []
    }()
    /// Seeds that once failed are kept here for good.
    private static let kept: [UInt32] = []

    @Test(arguments: kept + seeds) func everyTotalIsExactWhateverTheLinksDo(seed: UInt32) throws {
        let hall = SimulatedHall(seed: seed, relays: 1 + Int(seed % 3), clients: 8, owners: 2)
        hall.isCongested = seed % 2 == 0
        for client in hall.clients {
            client.wants = { room in
                let kinds: [TopicKind] =
                    [.chat, .questions, .roster] + (client.isOwner ? [.staff, .pace, .attendance] : [])
                let own = client.lesson.welcome.map { [Room.personalTopic(of: $0.participant)] } ?? []
                return kinds.compactMap { room.topic(of: $0) } + own + room.core.polls.map(\.tally)
            }
        }
        hall.clock.run(until: hall.clock.now + 1_000)
        var begun: [String: [Counter]] = [:]
        var asked = Asked()
        for turn in 0..<220 {
            if turn % 4 == 0 { Turn.take(in: hall, &begun) } else { TalkTurn.take(in: hall, &asked) }
            hall.clock.run(until: hall.clock.now + hall.draw(120))
        }
        // Polls end by themselves some seconds after their time: what happens then arrives, too.
        hall.settle()
        hall.clock.run(until: hall.clock.now + 8_000)
        hall.settle()
        #expect(hall.faults.isEmpty)
        checkReplicas(hall)
        checkViews(hall)
        checkVotes(hall, asked)
        checkNames(hall, asked)
    }

    /// Everybody has what the host has.
    private func checkReplicas(_ hall: SimulatedHall) {
        let server = hall.fingerprints
        for client in hall.clients {
            #expect(client.faults.isEmpty, "\(client.name): \(client.faults)")
            #expect(client.lesson.pending.isEmpty, "\(client.name) waits for \(client.lesson.pending.count)")
            let own = client.lesson.fingerprints
            // Of a topic in which nothing happened there is nothing to have.
            for topic in client.wants(hall.room) where server[topic].map({ $0.sequence > 0 }) ?? false {
                #expect(own[topic] != nil, "\(client.name) lacks topic \(topic.number)")
            }
            for (topic, state) in own {
                #expect(server[topic]?.sequence == state.sequence, "topic \(topic.number) of \(client.name)")
                #expect(server[topic]?.fingerprint == state.fingerprint, "topic \(topic.number) of \(client.name)")
            }
        }
    }

    /// Views are the states that they stand for; who may not see one has none.
    private func checkViews(_ hall: SimulatedHall) {
        let room = hall.room
        #expect(hall.attendances.view == hall.journal.attendances.view)
        for client in hall.clients {
            for poll in room.core.polls where !poll.hidden {
                let view = client.views[poll.tally]?.view
                guard client.isOwner || room.isTallyOpen(poll.tally) else { continue }
                #expect(
                    view == room.tally(of: poll.tally).map(View.tally), "\(client.name), tally \(poll.tally.number)")
            }
            let attendance = room.topic(of: .attendance).flatMap { client.views[$0]?.view }
            #expect(attendance == (client.isOwner ? .attendance(hall.attendances.view) : nil), "\(client.name)")
        }
    }

    /// The tally is the fold of each person's last valid vote.
    private func checkVotes(_ hall: SimulatedHall, _ asked: Asked) {
        for poll in hall.room.core.polls {
            var expected: [ParticipantHandle: Answer] = [:]
            for client in hall.clients {
                let votes = asked.votes[client.name] ?? []
                let last = votes.last { $0.poll == poll.name && client.rejected[$0.counter] == nil }
                if let last, last.answer != .nothing, let who = client.lesson.welcome?.participant {
                    expected[who] = last.answer
                }
            }
            let box = hall.room.ballots[poll.ballots]?.state.ballots ?? []
            let found = Dictionary(uniqueKeysWithValues: box.map { ($0.participant, $0.answer) })
            #expect(found == expected, "poll \(poll.name)")
            if !poll.hidden { #expect(hall.room.tally(of: poll.tally)?.answered == expected.count) }
        }
        for question in hall.room.questions.state.questions {
            let votes = hall.room.personal.values.count { $0.state.questions.contains(question.name) }
            #expect(question.votes == votes, "\(question.name)")
        }
    }

    /// What was given and not refused happened exactly once.
    private func checkNames(_ hall: SimulatedHall, _ asked: Asked) {
        var happened: [ItemName: Int] = [:]
        for topic in hall.journal.topics {
            for (stamp, event) in hall.journal.events(of: topic) {
                switch event {
                case .chat(.said), .staff(.said), .staff(.questionAsked), .hand(.raised):
                    happened[stamp.name, default: 0] += 1
                default: break
                }
            }
        }
        for client in hall.clients {
            for counter in asked.once[client.name] ?? [] {
                let count = happened[ItemName(outbox: client.lesson.handle, counter: counter)] ?? 0
                #expect(count == (client.rejected[counter] == nil ? 1 : 0), "\(client.name), command \(counter)")
            }
        }
    }
}

/// What clients asked for.
struct Asked {
    /// Commands that happen once or not at all.
    var once: [String: [Counter]] = [:]
    var votes: [String: [(poll: ItemName, counter: Counter, answer: Answer)]] = [:]
}

/// What people do beside writing.
private enum TalkTurn {
    static func take(in hall: SimulatedHall, _ asked: inout Asked) {
        let client = hall.clients[hall.draw(hall.clients.count)]
        let owner = hall.clients[hall.draw(2)]
        switch hall.draw(30) {
        case 0..<8: vote(client, hall, &asked)
        case 8..<10: once(client, .hand(command: .raise), &asked)
        case 10: client.ask(.hand(command: .lower(participant: nil)))
        case 11: owner.ask(.hand(command: hall.draw(2) == 0 ? .pick : .lowerAll))
        case 12..<15:
            let audience: Audience = hall.draw(3) == 0 ? .staff : .everyone
            once(client, .chat(command: .say(audience: audience, answers: nil, text: "Line \(hall.draw(999))")), &asked)
        case 15: if let line = line(client, hall) { client.ask(.chat(command: .remove(line: line))) }
        case 16: if let line = line(owner, hall) { owner.ask(.chat(command: .pin(line: line))) }
        case 17: owner.ask(.chat(command: .slow(pause: hall.draw(2) * 300)))
        case 18, 19: once(client, .question(command: .ask(anonymous: hall.draw(2) == 0, text: "Why?")), &asked)
        case 20..<23:
            guard let question = question(client, hall) else { return }
            client.ask(.question(command: .voteUp(question: question, up: hall.draw(3) > 0)))
        case 23:
            if let question = question(owner, hall) {
                owner.ask(.question(command: .answer(question: question, text: "")))
            }
        case 24: owner.ask(.room(command: .moderateQuestions(before: hall.draw(2) == 0)))
        case 25..<28: poll(owner, hall)
        case 28: client.ask(.people(command: .sit(place: hall.draw(2) == 0 ? .hall : .remote)))
        default: client.drop()
        }
    }

    private static func once(_ client: SimulatedClient, _ command: Command, _ asked: inout Asked) {
        client.ask(command)
        asked.once[client.name, default: []].append(client.lesson.lastCounter)
    }

    private static func vote(_ client: SimulatedClient, _ hall: SimulatedHall, _ asked: inout Asked) {
        let polls = client.lesson.room.core.polls
        guard let poll = polls.last(where: \.takesVotes) ?? polls.last else { return }
        let answer: Answer = hall.draw(8) == 0 ? .nothing : .option(option: hall.draw(3))
        client.ask(.poll(command: .vote(poll: poll.name.everywhere, neighbour: nil, after: nil, answer: answer)))
        asked.votes[client.name, default: []].append((poll.name, client.lesson.lastCounter, answer))
    }

    private static func poll(_ owner: SimulatedClient, _ hall: SimulatedHall) {
        if let poll = owner.lesson.room.core.polls.last, !poll.hidden {
            let ref = poll.name.everywhere
            switch (poll.takesVotes, hall.draw(4)) {
            case (true, 0): return owner.ask(.poll(command: .close(poll: ref)))
            case (true, _): return
            case (false, 0): return owner.ask(.poll(command: .start(poll: ref)))
            case (false, 1): return owner.ask(.poll(command: .reveal(poll: ref)))
            case (false, _): break
            }
        }
        let rules = PollRules(
            secrecy: .anonymous, live: hall.draw(2) == 0, neighbours: false, changes: true,
            seconds: hall.draw(3) == 0 ? 2 : nil, points: nil, moderated: false)
        let options = ["a", "b", "c"].map { Option(text: $0, picture: nil) }
        let content = PollContent(
            pollKind: .single, rules: rules, prompt: "Which?", picture: nil, page: nil, options: options)
        owner.ask(.poll(command: .draft(content: content, key: .unmarked, explanation: "")))
        owner.ask(.poll(command: .start(poll: ItemRef(outbox: nil, counter: owner.lesson.lastCounter))))
    }

    private static func line(_ client: SimulatedClient, _ hall: SimulatedHall) -> ItemRef? {
        let lines = client.lesson.room.chat.state.lines
        return lines.isEmpty ? nil : lines[hall.draw(lines.count)].name.everywhere
    }

    private static func question(_ client: SimulatedClient, _ hall: SimulatedHall) -> ItemRef? {
        let questions = client.lesson.room.questions.state.questions
        return questions.isEmpty ? nil : questions[hall.draw(questions.count)].name.everywhere
    }
}

extension ItemName {
    fileprivate var everywhere: ItemRef { ItemRef(outbox: outbox, counter: counter) }
}
