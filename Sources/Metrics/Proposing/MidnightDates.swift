internal import Agreements

extension [MappingProposal.Column] {
  /// Reads the times of events that are midnight in every row as dates, where a mapping can say so, and with them those that
  /// stand beside them.
  mutating func readMidnightsAsDates() {
    for index in indices {
      switch self[index].role {
      case .event, .time: self[index] = self[index].withDates
      default: break
      }
    }
    for (role, own) in Self.beside {
      // What stands beside an event is read in its formats.
      guard let event = first(where: { $0.role == own }), event.writing?.isOfMidnights == true else {
        continue
      }
      for index in indices where self[index].role == role { self[index] = self[index].withDates }
    }
  }

  private static var beside: [(ColumnRole, of: ColumnRole)] {
    [(.documentedAt, .event(.rejected)), (.deliveredAt, .event(.alert)), (.logged, .time)]
  }
}

extension MappingProposal.Column {
  /// The column with midnights read as dates; as it is where it has none, or its times of day stand in another.
  fileprivate var withDates: MappingProposal.Column {
    guard let writing, writing.time == nil, let dates = profile.midnight?.dates(writing.formats) else {
      return self
    }
    var other = TimeWriting(formats: dates)
    other.isOfMidnights = true
    return MappingProposal.Column(profile: profile, role: role, certainty: certainty, writing: other)
  }
}
