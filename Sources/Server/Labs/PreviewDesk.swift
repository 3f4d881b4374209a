import HTTP
import Lab
import Net
import Wire

/// Pages that are served inside machines, for browsers on one loop: passed through in both directions, for as long as the right lasts by which
/// they were opened.
final class PreviewDesk {
    private let rooms: LoopRooms
    private let house: House
    /// What is under way, by the number of its connection.
    private var passages: [Int: HTTPPassage] = [:]

    init(_ rooms: LoopRooms, of house: House) {
        (self.rooms, self.house) = (rooms, house)
        rooms.onPageRevoked = { [weak self] in self?.passages[$0]?.close() }
    }

    /// The ticket of a request to a host that is a page's; nil for one to this server itself.
    func ticket(of request: HTTPRequestHead) -> Substring? {
        PreviewPlace.ticket(in: request.authority, below: house.settings.previewHost)
    }

    /// Passes a request on to the program that listens inside the machine.
    func respond(_ text: Substring, at place: PreviewPlace, to exchange: HTTPExchange) {
        if let fields = PreviewRules.preflight(exchange.request, at: place) {
            return exchange.discardBody { exchange.respond(status: 204, fields: fields) }
        }
        guard let ticket = MachineTicket(text, house.labs.ticketKey), exchange.request.method != .connect,
            exchange.request.method != .trace
        else {
            return exchange.discardBody { PreviewDesk.refuse(exchange, at: place, 404, PreviewDesk.gone) }
        }
        exchange.pauseBody()
        let client = ClientAddress(exchange, trusting: house.settings.trustedProxies)
        let request = MachineRequest(
            machine: ItemName(outbox: 0, counter: ticket.machine), devices: [],
            task: .page(ticket, from: client.network))
        rooms.ask(request, in: ticket.room) { [self] reply in
            switch reply {
            case .page(let line): pass(exchange, by: ticket, over: line, at: place)
            case .refused(let refusal): PreviewDesk.refuse(exchange, refusal, ticket, at: place)
            case .files, .bytes, .done, .opened: exchange.respond(status: 500)
            }
        }
    }

    private func pass(_ exchange: HTTPExchange, by ticket: MachineTicket, over line: PageLine, at place: PreviewPlace) {
        guard exchange.isOpen, let stream = try? line.line.take()?.stream(on: rooms.net.loop) else {
            return exchange.respond(status: 503)
        }
        let (head, port, number) = (exchange.request, ticket.port, line.place.number)
        let passage = HTTPPassage(exchange, over: stream, on: rooms.net) {
            PreviewRules.response($0, to: head, port: port, at: place)
        }
        passages[number] = passage
        passage.begin(
            PreviewRules.request(head, port: port, at: place), asksForWebSocket: exchange.asksForWebSocket
        ) { [weak self, place = line.place] in
            withExtendedLifetime(place) { self?.passages[number] = nil }
        }
    }

    private static let gone = "this link opens nothing any more: open the page from the lesson again"

    private static func refuse(
        _ exchange: HTTPExchange, _ refusal: DeskRefusal, _ ticket: MachineTicket, at place: PreviewPlace
    ) {
        switch refusal {
        case .notAllowed, .noSuchMachine: refuse(exchange, at: place, 403, gone)
        case .busy: refuse(exchange, at: place, 503, "too much is asked of this machine just now")
        default: refuse(exchange, at: place, 502, "nothing answers on port \(ticket.port) of this machine")
        }
    }

    private static func refuse(_ exchange: HTTPExchange, at place: PreviewPlace, _ status: Int, _ text: String) {
        var fields = PreviewRules.fields(at: place)
        fields.set("Cache-Control", "no-store")
        fields.append("Content-Type", "text/plain; charset=utf-8")
        if exchange.hasBody { fields.append("Connection", "close") }
        exchange.respond(status: status, fields: fields, body: Array("\(text)\n".utf8))
    }
}
