@testable import WireGenerator

/// A small schema that is right, to be made wrong in one place.
enum SchemaTexts {
    static let sound = """
        protocol takhti.1
        revision 3
        section base "Base"
        limit nameByteLimit = 64 bytes   /// a name
        /// A count.
        alias Count = int<0..1_000> in people
        /// A topic.
        handle Topic max 65_535
        /// A tab.
        id TabID 8 bytes
        /// A tool.
        enum Tool 2 bits {
          pen = 0     /// writes
          rubber = 2  /// erases
        }
        /// A stroke.
        struct Stroke {
          tool: Tool            /// which
          count?: Count         /// how many
          spare 2
          name: text<nameByteLimit>   /// may be empty
        }
        /// What happens.
        union Event 3 bits {
          began = 0 Stroke      /// It began.
          ended = 1             /// It ended.
          named = 2 {
            topic: Topic        /// where
            from: TabID         /// by whom
            words: list<Count, 300>   /// how often
            rest: tail<99>      /// the rest
          }                     /// It was named.
        }
        /// What travels.
        message struct Batch limit 1_000 {
          present: bool              /// or not
          events: run<Event, 10>     /// in order
        }
        """

    /// The sound schema with one part replaced.
    static func with(_ part: String, _ other: String) -> String {
        guard let range = sound.range(of: part) else { return "\(part) is not there" }
        return String(sound[..<range.lowerBound] + other + sound[range.upperBound...])
    }

    /// - Throws: the first mistake.
    static func checked(_ text: String) throws(SchemaError) -> Schema {
        let schema = try Parser.schema(text)
        try Validator.check(schema)
        return schema
    }
}
