/// What programs switch on and off (ECMA-48 §7.2; DEC STD 070; xterm ctlseqs).
public struct Modes: OptionSet, Equatable, Hashable, Sendable {
    /// One bit each.
    public let rawValue: UInt16

    /// The modes whose bits are set.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// IRM (4): characters push what is right of them.
    public static let insert = Modes(rawValue: 1)
    /// LNM (20): a line feed also returns to the first column.
    public static let newLine = Modes(rawValue: 2)
    /// DECCKM (?1): cursor keys send `ESC O`.
    public static let cursorKeys = Modes(rawValue: 4)
    /// DECSCNM (?5): the whole screen in reverse.
    public static let reverseVideo = Modes(rawValue: 8)
    /// DECAWM (?7): text past the last column goes on in the next row.
    public static let autowrap = Modes(rawValue: 16)
    /// DECTCEM (?25): the cursor is shown.
    public static let cursorVisible = Modes(rawValue: 32)
    /// DECKPAM, DECNKM (?66): the keypad sends application sequences.
    public static let keypad = Modes(rawValue: 64)
    /// ?1004: focus gained and lost are told to the program.
    public static let focus = Modes(rawValue: 128)
    /// ?1006: mouse reports in SGR form.
    public static let sgrMouse = Modes(rawValue: 256)
    /// ?2004: pasted text comes between brackets.
    public static let bracketedPaste = Modes(rawValue: 512)
    /// ?2026: the program is in the midst of an update; better show the screen as it was before. For how long is the viewer's choice.
    public static let synchronized = Modes(rawValue: 1024)
    /// The alternate screen is shown (?47, ?1047, ?1049).
    public static let alternate = Modes(rawValue: 2048)

    /// As after a reset.
    static let initial: Modes = [.autowrap, .cursorVisible]

    /// The mode that a private number (`CSI ? number h`) names and that needs nothing but its bit.
    init?(privateNumber number: Int) {
        switch number {
        case 1: self = .cursorKeys
        case 5: self = .reverseVideo
        case 7: self = .autowrap
        case 25: self = .cursorVisible
        case 66: self = .keypad
        case 1004: self = .focus
        case 1006: self = .sgrMouse
        case 2004: self = .bracketedPaste
        case 2026: self = .synchronized
        default: return nil
        }
    }

    /// The mode that a standard number (`CSI number h`) names.
    init?(standardNumber number: Int) {
        switch number {
        case 4: self = .insert
        case 20: self = .newLine
        default: return nil
        }
    }
}
