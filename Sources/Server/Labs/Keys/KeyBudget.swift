import Wire

/// How much of what people type into one machine is recorded: a person's hand always fits, a program in its place does not fill the
/// journal. What is cut leaves a note.
struct KeyBudget {
    private struct Account {
        /// Bytes that may be recorded now, in thousandths.
        var level = KeyBudget.burst * 1_000
        var at: UInt64
        /// Bytes not recorded since the last that were.
        var cut = 0
    }

    private var accounts: [ParticipantHandle: Account] = [:]

    /// Bytes of one person at once: a page that is pasted.
    static let burst = 8_192
    /// Bytes a second from then on.
    static let rate = 256

    /// What of `keys` is recorded: all of it or nothing, so that no key is cut in two; before it the note of what was not.
    mutating func admit(_ keys: [UInt8], of who: ParticipantHandle, at now: UInt64) -> [UInt8] {
        var account = accounts[who] ?? Account(at: now)
        defer { accounts[who] = account }
        let passed = Int(clamping: now - min(now, account.at))
        account.level = min(Self.burst * 1_000, account.level + min(passed, 1 << 32) * Self.rate)
        account.at = now
        guard account.level >= keys.count * 1_000 else {
            account.cut += keys.count
            return []
        }
        account.level -= keys.count * 1_000
        defer { account.cut = 0 }
        return account.cut == 0 ? keys : Array(Self.note(of: account.cut).utf8) + keys
    }

    /// Notes of what was cut and nothing followed.
    mutating func end() -> [KeyEcho.Judged] {
        defer { accounts = [:] }
        return accounts.filter { $0.value.cut > 0 }.sorted { $0.key < $1.key }.map {
            KeyEcho.Judged(who: $0.key, keys: Array(Self.note(of: $0.value.cut).utf8))
        }
    }

    private static func note(of count: Int) -> String { "[\(count) more bytes were typed]" }
}
