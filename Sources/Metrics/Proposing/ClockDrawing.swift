internal import Wire

/// The part of a picture that draws a time of day.
extension PictureDrawing {
  mutating func takeClock() -> Bool {
    guard takeDigits(1...2) != nil else { return false }
    text += "h"
    guard takeMinutes() || takeWords(Self.ofHours) || takeHalf() else { return false }
    if !text.hasSuffix("AP") { _ = takeHalf() || takeWords(Self.ofHours) }
    takeZone()
    return true
  }

  /// Takes what stands between hours and minutes, the minutes, and what follows them.
  private mutating func takeMinutes() -> Bool {
    let (start, before) = (index, text)
    let mark: Unicode.Scalar? = take(":") ? ":" : take(".") ? "." : nil
    if let mark { text += String(mark) } else { _ = takeWords(Self.ofHours) && takeBlank() }
    guard index > start, takeDigits(2...2) != nil else {
      (index, text) = (start, before)
      return false
    }
    text += "mm"
    if let mark {
      let start = index
      guard take(mark), takeDigits(2...2) != nil else {
        index = start
        return true
      }
      text += "\(mark)ss"
      takeFraction()
    } else {
      _ = takeWords(["min", "m"])
    }
    return true
  }

  private mutating func takeFraction() {
    let start = index
    let mark = take(".") ? "." : take(",") ? "," : nil
    guard let mark, takeDigits(1...9) != nil else { return index = start }
    text += mark + "SSS"
  }

  /// Takes one of some words, after a blank or not.
  private mutating func takeWords(_ words: Set<String>) -> Bool {
    let (start, before) = (index, text)
    _ = takeBlank()
    guard let word = takeWord({ words.contains($0.lowercased()) }) else {
      (index, text) = (start, before)
      return false
    }
    text += Self.literal(word)
    return true
  }

  private mutating func takeHalf() -> Bool {
    let (start, before) = (index, text)
    _ = takeBlank()
    if takeWord({ ["am", "pm"].contains($0.lowercased()) }) == nil {
      // "a.m.", "p. m."
      guard takeWord({ ["a", "p"].contains($0.lowercased()) }) != nil, take("."), takeBlank(),
        takeWord({ $0.lowercased() == "m" }) != nil
      else {
        (index, text) = (start, before)
        return false
      }
    }
    _ = take(".")
    text = "\(before)\(parts[start] == .blank ? " " : "")AP"
    return true
  }

  private static let ofHours: Set<String> = [
    "h", "uhr", "u", "uur", "hs", "hrs", "std", "heures", "ore", "horas",
  ]

  /// Takes a zone where whole parts are one, after a blank or not.
  mutating func takeZone() {
    let (start, before) = (index, text)
    _ = takeBlank()
    let rest = parts[index...].flatMap(\.bytes)
    var cursor = ByteCursor(rest.span)
    var count = TimestampFormat.offset(&cursor) == nil ? 0 : cursor.taken
    while count > 0, let part = next {
      count -= part.bytes.count
      index += 1
      if count == 0 { return text += "ZZZ" }
    }
    (index, text) = (start, before)
  }
}
