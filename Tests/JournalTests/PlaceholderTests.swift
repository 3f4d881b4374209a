import Testing

@Suite struct JournalPlaceholderTests {}
