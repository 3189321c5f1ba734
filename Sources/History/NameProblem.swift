internal import Wire

/// What is odd about a name in a tree: it would be another file, or none, on somebody's computer.
package enum NameProblem: String, Sendable, CaseIterable {
  /// Characters outside ASCII, which normalise and fold differently from system to system.
  case nonASCII
  case controlCharacter
  /// `.git` in any case, its 8.3 form, or either with what NTFS ignores behind it.
  case dotGit
  /// `.` or `..`.
  case dots
  case backslash
  /// A dot or space at the end, which Windows drops.
  case trailingDotOrSpace
  /// A hyphen at the front, which commands take for an option.
  case leadingHyphen
  /// One of `: * ? " < > |`, which Windows does not allow.
  case reservedCharacter
  /// `CON`, `NUL` and the like, which are devices on Windows whatever follows after a dot.
  case deviceName

  /// Everything that is odd about the name, in the order above.
  package static func problems(in name: String) -> [NameProblem] {
    allCases.filter { $0.applies(to: Array(name.utf8)) }
  }

  private func applies(to name: [UInt8]) -> Bool {
    switch self {
    case .nonASCII: name.contains { $0 >= 0x80 }
    case .controlCharacter: name.contains { $0 < 0x20 || $0 == 0x7F }
    case .dotGit: Self.isDotGit(name)
    case .dots: name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8)
    case .backslash: name.contains(UInt8(ascii: "\\"))
    case .trailingDotOrSpace: name.last == UInt8(ascii: ".") || name.last == UInt8(ascii: " ")
    case .leadingHyphen: name.first == UInt8(ascii: "-")
    case .reservedCharacter: name.contains { ":*?\"<>|".utf8.contains($0) }
    case .deviceName:
      Self.devices.contains(String(decoding: Self.stem(name, until: ".").map(Self.folded), as: UTF8.self))
    }
  }

  private static func isDotGit(_ name: [UInt8]) -> Bool {
    var stem = stem(name, until: ":").map(folded)
    while let last = stem.last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") { stem.removeLast() }
    return stem.elementsEqual(".git".utf8) || stem.elementsEqual("git~1".utf8)
  }

  private static func stem(_ name: [UInt8], until end: Unicode.Scalar) -> ArraySlice<UInt8> {
    name.prefix { $0 != UInt8(ascii: end) }
  }

  fileprivate static func folded(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }

  private static let devices: Set<String> = {
    let numbered = (1...9).flatMap { ["com\($0)", "lpt\($0)"] }
    return Set(["con", "prn", "aux", "nul"] + numbered)
  }()
}

extension Tree {
  /// Groups of names that are one and the same where case does not count, each in the tree's order.
  package var caseCollisions: [[String]] {
    var groups: [[UInt8]: [String]] = [:]
    for entry in entries { groups[entry.name.utf8.map(NameProblem.folded), default: []].append(entry.name) }
    return groups.filter { $0.value.count > 1 }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map(\.value)
  }
}

extension NameProblem: CustomStringConvertible {
  /// What is wrong, to stand behind the name.
  package var description: String {
    switch self {
    case .nonASCII: "holds characters other than plain ASCII"
    case .controlCharacter: "holds a control character"
    case .dotGit: "is a name that git keeps for itself"
    case .dots: "names this directory or the one above"
    case .backslash: "holds a backslash"
    case .trailingDotOrSpace: "ends with a dot or a space"
    case .leadingHyphen: "starts with a hyphen"
    case .reservedCharacter: "holds a character that Windows does not allow"
    case .deviceName: "is a device's name on Windows"
    }
  }
}
