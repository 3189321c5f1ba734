/// Names that stand for numbers, in several languages: compared without case, and without the marks on letters.
struct WordNumbers {
  /// In capitals without marks: those of the first number first.
  let names: [[String]]
  /// How many letters a name has at most.
  let greatestCount: Int
  /// By the places of their letters in the alphabet, five bits each.
  private let numbers: [UInt64: Int]

  /// Of names with twelve letters at most, no one of which stands for two numbers.
  init(_ names: [[String]]) {
    self.names = names
    greatestCount = names.joined().reduce(0) { max($0, $1.utf8.count) }
    var numbers: [UInt64: Int] = [:]
    for (index, names) in names.enumerated() {
      for name in names { numbers[name.utf8.reduce(0) { $0 << 5 | UInt64($1 & 0x1F) }] = index }
    }
    self.numbers = numbers
  }

  /// Takes a whole word; nil where it is no name.
  func read(_ cursor: inout ByteCursor) -> Int? {
    var key: UInt64 = 0
    var count = 0
    while count <= greatestCount, let place = cursor.letter() {
      key = key << 5 | UInt64(place)
      count += 1
    }
    return numbers[key]
  }

  /// Whether the whole of a word is a name.
  func isName(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    var cursor = ByteCursor(bytes.span)
    return read(&cursor) != nil && cursor.isAtEnd
  }

  /// Letters with marks that names are written with, and what each of them is compared as.
  static let marked: [(letter: Unicode.Scalar, plain: Unicode.Scalar)] = [
    ("ä", "A"), ("Ä", "A"), ("á", "A"), ("Á", "A"), ("é", "E"), ("É", "E"), ("ì", "I"), ("Ì", "I"),
    ("ç", "C"), ("Ç", "C"), ("û", "U"), ("Û", "U"),
  ]
}
