extension Span<UInt8> {
  /// Without the blanks (spaces, tabs, line ends, and the no-break spaces of spreadsheets) around it.
  @inline(__always)
  var trimmed: Span<UInt8> {
    @_lifetime(copy self)
    get {
      // Most cells have nothing around them.
      if isEmpty || (self[0] > 0x20 && self[0] != 0xC2 && self[count - 1] > 0x20 && self[count - 1] != 0xA0) {
        return self
      }
      return extracting(trimmedRange)
    }
  }

  fileprivate var trimmedRange: Range<Int> {
    var range = indices
    while true {
      if range.isEmpty { return range }
      if self[range.lowerBound].isBlank {
        range = (range.lowerBound + 1)..<range.upperBound
      } else if isNoBreakSpace(at: range.lowerBound, within: range) {
        range = (range.lowerBound + 2)..<range.upperBound
      } else {
        break
      }
    }
    while true {
      if self[range.upperBound - 1].isBlank {
        range = range.lowerBound..<(range.upperBound - 1)
      } else if isNoBreakSpace(at: range.upperBound - 2, within: range) {
        range = range.lowerBound..<(range.upperBound - 2)
      } else {
        return range
      }
    }
  }

  /// U+00A0 is two bytes in UTF-8.
  private func isNoBreakSpace(at index: Int, within range: Range<Int>) -> Bool {
    index >= range.lowerBound && index + 1 < range.upperBound && self[index] == 0xC2
      && self[index + 1] == 0xA0
  }
}

extension ArraySlice<UInt8> {
  /// Without the blanks around it, as for spans.
  var trimmed: ArraySlice<UInt8> {
    let range = span.trimmedRange
    return self[(startIndex + range.lowerBound)..<(startIndex + range.upperBound)]
  }

  /// A copy of bytes that live elsewhere.
  init(copying bytes: Span<UInt8>) {
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    for index in bytes.indices { copy.append(bytes[index]) }
    self = copy[...]
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
