package import Agreements
internal import Wire

/// How a column of an unknown export writes times.
package struct TimeWriting: Hashable, Sendable {
  /// One at least, that of most cells first.
  package let formats: [Mapping.DateFormat]
  /// The column with the time of day, where this one has only dates.
  package var time: Mapping.TimeOfDay?
  /// Whether cells that are all midnight are read as dates.
  var isOfMidnights = false

  /// In the words of documents.
  package var text: String {
    let formats = formats.map(\.text).joined(separator: " or ")
    guard let time else { return formats }
    return "\(formats), with \"\(time.column)\" as \(time.formats.joined(separator: " or "))"
  }

  /// Whether another column's times or dates are written in the same formats.
  func isSame(as other: TimeWriting?) -> Bool { other.map { Set(formats) == Set($0.formats) } ?? false }

  /// The members of an event in a mapping.
  var members: [JSON.Member] {
    var members = [JSON.Member("format", .string(formats[0].text))]
    members += Self.others(formats.map(\.text))
    if let clock { members.append(.init("time", clock)) }
    return members
  }

  /// The column with the time of day in a mapping; nil where there is none.
  var clock: JSON? {
    time.map { time in
      let own: [JSON.Member] = [
        .init("column", .string(time.column)), .init("format", .string(time.formats[0])),
      ]
      return .object(own + Self.others(time.formats))
    }
  }

  private static func others(_ formats: [String]) -> [JSON.Member] {
    formats.count > 1 ? [.init("otherFormats", .array(formats.dropFirst().map(JSON.string)))] : []
  }
}
