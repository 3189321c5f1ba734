/// Names as they are compared, whoever wrote them and however.
extension Vocabulary {
  /// A name as it is compared: lower case, without accents, words apart, prefixes of connectors left out.
  static func normalized(_ name: String) -> String {
    var words: [String] = []
    var word = ""
    var wasLower = false
    // Accents that stand behind their letters are left out as those upon them, and marks of writing direction.
    for scalar in unwrapped(name).unicodeScalars
    where !(0x300...0x36F).contains(scalar.value) && !BareText.marks.contains(scalar) {
      let letter = plain(scalar)
      guard let letter else {
        if !word.isEmpty { words.append(word) }
        (word, wasLower) = ("", false)
        continue
      }
      let isUpper = letter.properties.isUppercase
      // Other scripts stand beside Latin letters without a space.
      let isForeign = letter.value > 0x2E7F && word.unicodeScalars.last.map { $0.value <= 0x2E7F } ?? false
      if isUpper && wasLower || isForeign {
        words.append(word)
        word = ""
      }
      wasLower = !isUpper
      word += letter.properties.lowercaseMapping
    }
    if !word.isEmpty { words.append(word) }
    words = words.map { ordinals[$0] ?? $0 }
    // Connectors, and the fields that somebody added to a CRM, say so in the name.
    if words.count > 1, ["property", "custom"].contains(words[0]) { words.removeFirst() }
    if words.count > 1, words.last == "c" { words.removeLast() }
    // "Deal - Deal created": the object stands before each of its columns.
    for index in words.indices.dropFirst().reversed() where words[index] == words[index - 1] {
      words.remove(at: index)
    }
    let name = words.joined(separator: " ")
    // Names of companies that are one word with capitals in it.
    return name.replacing("hub spot", with: "hubspot").replacing("linked in", with: "linkedin")
  }

  private static let ordinals = [
    "1st": "first", "1er": "premier", "1ere": "premiere", "1ste": "eerste", "1e": "eerste",
  ]

  /// A letter or digit without its accent; nil for anything else.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if let base = accents[scalar] { return base }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? scalar : nil
  }

  private static let accents: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs: [(String, Unicode.Scalar)] = [
      ("áàâäãå", "a"), ("éèêë", "e"), ("íìîï", "i"), ("óòôöõø", "o"), ("úùûü", "u"), ("ç", "c"), ("ñ", "n"),
      ("ÁÀÂÄÃÅ", "A"), ("ÉÈÊË", "E"), ("ÍÌÎÏ", "I"), ("ÓÒÔÖÕØ", "O"), ("ÚÙÛÜ", "U"), ("Ç", "C"), ("Ñ", "N"),
    ]
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (letters, base) in pairs { for letter in letters.unicodeScalars { table[letter] = base } }
    return table
  }()
}
