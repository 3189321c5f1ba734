/// The names of weekdays and their usual abbreviations in the languages of ``MonthName``, compared as those are.
///
/// `mar` is a Tuesday wherever it is a weekday; that it is March too does no harm, as pictures say which of them stands
/// where. No name means two days: of two letters there are those of German and Dutch only.
enum WeekdayName {
  /// Monday's first, as weekdays are numbered from 0.
  static let table = WordNumbers([
    ["MONDAY", "MON", "MONTAG", "MO", "LUNDI", "LUN", "LUNES", "LUNEDI", "SEGUNDA", "SEG", "MAANDAG", "MA"],
    [
      "TUESDAY", "TUE", "TUES", "DIENSTAG", "DI", "MARDI", "MAR", "MARTES", "MARTEDI", "TERCA", "TER",
      "DINSDAG",
    ],
    [
      "WEDNESDAY", "WED", "MITTWOCH", "MI", "MERCREDI", "MER", "MIERCOLES", "MIE", "MERCOLEDI", "QUARTA",
      "QUA",
      "WOENSDAG", "WO",
    ],
    [
      "THURSDAY", "THU", "THUR", "THURS", "DONNERSTAG", "DO", "JEUDI", "JEU", "JUEVES", "JUE", "GIOVEDI",
      "GIO",
      "QUINTA", "QUI", "DONDERDAG",
    ],
    [
      "FRIDAY", "FRI", "FREITAG", "FR", "VENDREDI", "VEN", "VIERNES", "VIE", "VENERDI", "SEXTA", "SEX",
      "VRIJDAG",
      "VR",
    ],
    [
      "SATURDAY", "SAT", "SAMSTAG", "SONNABEND", "SA", "SAMEDI", "SAM", "SABADO", "SAB", "SABATO", "ZATERDAG",
      "ZA",
    ],
    ["SUNDAY", "SUN", "SONNTAG", "SO", "DIMANCHE", "DIM", "DOMINGO", "DOM", "DOMENICA", "ZONDAG", "ZO"],
  ])

  /// Takes a weekday's name, with Portuguese `-feira` or without, and a dot behind it; nil where no whole word is one.
  static func read(_ cursor: inout ByteCursor) -> Int? {
    guard let weekday = table.read(&cursor) else { return nil }
    _ = cursor.take(word: "-FEIRA")
    _ = cursor.take(".")
    return weekday
  }

  /// Whether a word is one.
  static func isName(_ word: String) -> Bool { table.isName(word) }
}
