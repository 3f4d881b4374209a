import Testing

@Suite struct ClassroomPlaceholderTests {}
