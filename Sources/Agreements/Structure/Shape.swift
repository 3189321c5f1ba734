import Wire

/// What a value of a document may look like: the one source of the structural check, of the order of keys in
/// the written form, of change classes, and of the JSON Schemas under `schema/`.
package indirect enum Shape: Sendable {
  case boolean
  case integer(ClosedRange<Int>)
  /// A string of a format.
  case text(TextFormat)
  /// One of a few words.
  case choice([String])
  /// A list; `key` names the member that tells its items apart (`id`), nil where items are plain values.
  case list(of: Shape, count: ClosedRange<Int>, key: String?)
  case record(Record)
  /// One of several records, told apart by the word that their first property holds.
  case variants([Record])
  /// The shape, or null.
  case nullable(Shape)

  /// An object with known members.
  package struct Record: Sendable {
    package let title: String
    package let properties: [Property]
    /// Whether it takes no `x-` members: it is not part of what is agreed, and they would be signed unread.
    package let isClosed: Bool
    /// How many of them have to be there.
    let requiredCount: Int

    package init(_ title: String, _ properties: [Property], isClosed: Bool = false) {
      self.title = title
      self.properties = properties
      self.isClosed = isClosed
      requiredCount = properties.count { $0.isRequired }
    }

    /// The property of that name.
    package func property(_ name: String) -> Property? {
      index(of: name, from: 0).map { properties[$0] }
    }

    /// The place of the property of that name; looked for from `start` on first, where it is when members are in order.
    func index(of name: String, from start: Int) -> Int? {
      properties[start...].firstIndex { $0.name.hasSameBytes(as: name) }
        ?? properties[..<start].firstIndex { $0.name.hasSameBytes(as: name) }
    }
  }

  /// One member of a record.
  package struct Property: Sendable {
    package let name: String
    package let shape: Shape
    package let isRequired: Bool
    /// One sentence for whoever edits the document, with units.
    package let about: String
    /// What a change below it is; nil takes over the class of what is above.
    package let change: ChangeClass?
    package let example: String?
  }
}

extension Shape.Property {
  /// A member that has to be there.
  package static func needs(
    _ name: String, _ shape: Shape, _ about: String, _ change: ChangeClass? = nil, example: String? = nil
  ) -> Self {
    Self(name: name, shape: shape, isRequired: true, about: about, change: change, example: example)
  }

  /// A member that may be left out.
  package static func may(
    _ name: String, _ shape: Shape, _ about: String, _ change: ChangeClass? = nil, example: String? = nil
  ) -> Self {
    Self(name: name, shape: shape, isRequired: false, about: about, change: change, example: example)
  }

  /// A member that always holds one word.
  package static func tag(_ name: String, _ word: String, _ about: String) -> Self {
    Self(name: name, shape: .choice([word]), isRequired: true, about: about, change: nil, example: nil)
  }
}

extension Shape {
  /// A record with a title.
  package static func record(_ title: String, _ properties: Property...) -> Shape {
    .record(Record(title, properties))
  }

  /// A record with a title that takes no `x-` members.
  package static func closedRecord(_ title: String, _ properties: Property...) -> Shape {
    .record(Record(title, properties, isClosed: true))
  }

  /// A list of plain values.
  package static func list(_ item: Shape, _ count: ClosedRange<Int> = 0...1000) -> Shape {
    .list(of: item, count: count, key: nil)
  }

  /// A list whose items are told apart by a member.
  package static func list(by key: String, _ item: Shape, _ count: ClosedRange<Int> = 0...1000) -> Shape {
    .list(of: item, count: count, key: key)
  }

  /// Zero or more, within what a document may hold.
  package static var count: Shape { .integer(0...JSON.greatestInteger) }
  /// A short identifier: lower-case words joined by `-`.
  package static var id: Shape { .text(.slug) }
  /// A name or a value as people write it, up to 200 characters.
  package static var label: Shape { .text(.label) }
  /// Plain words, up to 4,000 characters.
  package static var prose: Shape { .text(.prose) }
  package static var date: Shape { .text(.date) }
  package static var instant: Shape { .text(.instant) }
  package static var digest: Shape { .text(.digest) }
}

/// What kind of change a difference is; decided from the schema, never by the author.
package enum ChangeClass: String, Sendable, CaseIterable {
  case tightened
  case weakened
  case added
  case removed
  /// Changes a meaning; everything that is not marked otherwise.
  case redefined
  /// Contacts, meeting places: nothing that a metric reads.
  case maintenance
  /// Titles and typography.
  case editorial
  /// Number, predecessor, slug, round and the like: not listed.
  case header
}
