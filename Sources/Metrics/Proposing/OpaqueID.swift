/// Ids that tell programs apart what they name, and tell people nothing.
enum OpaqueID {
  /// Whether a cell is a number of four digits or more, a UUID, or a long run of letters and digits such as Salesforce's.
  static func isOne(_ cell: String) -> Bool {
    let bytes = cell.utf8
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
    let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    if parts.map(\.count) == [8, 4, 4, 4, 12] { return parts.allSatisfy { $0.allSatisfy(isHex) } }
    if bytes.allSatisfy(isDigit) { return bytes.count >= 4 }
    return bytes.count >= 15 && bytes.contains(where: isDigit)
      && bytes.allSatisfy { isDigit($0) || ($0 | 0x20) &- 0x61 < 26 }
  }

  /// Whether a cell is the id of one of Salesforce's users.
  static func isSalesforceUser(_ cell: String) -> Bool {
    cell.hasPrefix("005") && isOne(cell) && cell.utf8.count > 12
  }
}

extension ColumnProfile {
  /// Whether it says who or what in ids only.
  var holdsIDs: Bool { filled > 0 && (values ?? [sample]).allSatisfy(OpaqueID.isOne) }
}
