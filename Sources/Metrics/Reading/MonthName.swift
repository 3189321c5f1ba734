/// The names of months and their usual abbreviations in English, German, French, Spanish, Portuguese, Italian and Dutch.
///
/// They are compared without case, and as letters without their marks: `März`, `MARZ` and `mär.` are one month. A name that stands for a month in several languages stands for the same one in all, so that no language has
/// to be said; `jui`, with which June and July begin in French, stands for none.
enum MonthName {
  /// January's first, with the number 0.
  static let table = WordNumbers([
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
  ])

  /// Takes a month's name and a dot behind it; nil where no whole word is one.
  static func read(_ cursor: inout ByteCursor) -> Int? {
    guard let index = table.read(&cursor) else { return nil }
    _ = cursor.take(".")
    return index + 1
  }

  /// Whether a word is one.
  static func isName(_ word: String) -> Bool { table.isName(word) }
}
