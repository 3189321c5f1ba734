internal import Wire

/// The sources of a period that get numbers of their own.
struct SourceNames {
  private(set) var named: [String] = []
  /// How many do not.
  private(set) var unnamed = 0

  init() {}

  /// The hundred with most episodes, those by name that come first where they are equal; without names that no document
  /// can hold, and e-mail addresses, which somebody has typed into the wrong field.
  init(_ episodes: [Episode], _ names: NameTable) {
    var counts: [Int32: Int] = [:]
    for episode in episodes { counts[episode.source, default: 0] += 1 }
    let ranked = counts.map { (name: names.names[Int($0.key)], count: $0.value) }.sorted { left, right in
      left.count != right.count
        ? left.count > right.count : left.name.lexicographicallyPrecedes(right.name)
    }
    let fit = ranked.compactMap { Self.text($0.name) }
    named = Array(fit.prefix(100))
    unnamed = ranked.count - named.count
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard !bytes.contains(UInt8(ascii: "@")), let text = String(validating: bytes, as: UTF8.self) else {
      return nil
    }
    let scalars = text.unicodeScalars
    let isFit = scalars.allSatisfy { scalar in
      !scalar.isInvisibleControl && scalar.value & 0xFFFE != 0xFFFE
        && !(0xFDD0...0xFDEF).contains(scalar.value)
    }
    return isFit && (1...200).contains(scalars.count) ? text : nil
  }
}
