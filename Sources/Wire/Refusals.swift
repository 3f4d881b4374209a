extension Rejection: Error {}

extension Denial: Error {}
