/// The names of months and their usual abbreviations in English, German, French, Spanish, Portuguese, Italian and Dutch.
///
/// They are compared without case, and `ä`, `é`, `ç` and `û` as the letters without their marks: `März`, `MARZ` and `mär.` are
/// one month. A name that stands for a month in several languages stands for the same one in all, so that no language has
/// to be said; `jui`, with which June and July begin in French, stands for none.
enum MonthName {
  /// In capitals without marks, January's first.
  static let all: [[String]] = [
    [
      "JANUARY", "JAN", "JANUAR", "JANNER", "JAENNER", "JANVIER", "JANV", "ENERO", "ENE", "JANEIRO",
      "GENNAIO",
      "GENN", "GEN", "JANUARI",
    ],
    [
      "FEBRUARY", "FEB", "FEBR", "FEBRUAR", "FEBER", "FEVRIER", "FEVR", "FEV", "FEBRERO", "FEVEREIRO",
      "FEBBRAIO", "FEBBR", "FEBRUARI",
    ],
    ["MARCH", "MAR", "MARZ", "MAERZ", "MRZ", "MARS", "MARZO", "MARCO", "MAART", "MRT"],
    ["APRIL", "APR", "AVRIL", "AVR", "ABRIL", "ABR", "APRILE"],
    ["MAY", "MAI", "MAYO", "MAIO", "MAGGIO", "MAGG", "MAG", "MEI"],
    ["JUNE", "JUN", "JUNI", "JUIN", "JUNIO", "JUNHO", "GIUGNO", "GIU"],
    ["JULY", "JUL", "JULI", "JUILLET", "JUILL", "JUIL", "JULIO", "JULHO", "LUGLIO", "LUG"],
    ["AUGUST", "AUG", "AOUT", "AGOSTO", "AGO", "AUGUSTUS"],
    [
      "SEPTEMBER", "SEPT", "SEP", "SEPTEMBRE", "SEPTIEMBRE", "SETIEMBRE", "SETEMBRO", "SETTEMBRE", "SETT",
      "SET",
    ],
    [
      "OCTOBER", "OCT", "OKTOBER", "OKT", "OCTOBRE", "OCTUBRE", "OUTUBRO", "OUT", "OTTOBRE", "OTT",
    ],
    ["NOVEMBER", "NOV", "NOVEMBRE", "NOVIEMBRE", "NOVEMBRO"],
    [
      "DECEMBER", "DEC", "DEZEMBER", "DEZ", "DECEMBRE", "DICIEMBRE", "DIC", "DEZEMBRO", "DICEMBRE",
    ],
  ]

  /// How many letters a name has at most.
  static let greatestCount = 10

  /// Letters with marks that names are written with, and what each of them is compared as.
  static let marked: [(letter: Unicode.Scalar, plain: Unicode.Scalar)] = [
    ("ä", "A"), ("Ä", "A"), ("é", "E"), ("É", "E"), ("ç", "C"), ("Ç", "C"), ("û", "U"), ("Û", "U"),
  ]

  /// Takes a month's name and a dot behind it; nil where no whole word is one.
  static func read(_ cursor: inout ByteCursor) -> Int? {
    var key: UInt64 = 0
    var count = 0
    while count <= greatestCount, let place = cursor.letter() {
      key = key << 5 | UInt64(place)
      count += 1
    }
    guard let month = numbers[key] else { return nil }
    _ = cursor.take(".")
    return month
  }

  /// The months by the places of their names' letters in the alphabet, five bits each.
  private static let numbers: [UInt64: Int] = {
    var numbers: [UInt64: Int] = [:]
    for (index, names) in all.enumerated() {
      for name in names { numbers[name.utf8.reduce(0) { $0 << 5 | UInt64($1 & 0x1F) }] = index + 1 }
    }
    return numbers
  }()
}
