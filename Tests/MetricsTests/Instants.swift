import Testing
import Wire

/// An instant written as RFC 3339; a test that gets it wrong fails.
func instant(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Instant {
  try #require(Instant(text), "\(text) is no instant", sourceLocation: sourceLocation)
}

func date(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> CivilDate {
  try #require(CivilDate(text), "\(text) is no date", sourceLocation: sourceLocation)
}
